"""The content security policy (W3C CSP 3) that every page bears, and the same with more as headers for web servers.

A page's own policy is in data/theme/main.html, so that it holds wherever the site is put, from disk too. What a page
cannot say of itself (who may frame it, how its type is read) only a header can: `_headers` is read by Netlify and
Cloudflare Pages, `nginx-headers.conf` is for an `include` in nginx.
"""

from __future__ import annotations

# Nothing but what the site itself holds. No inline script or style, no eval, no WebAssembly, no plugin, no frame.
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": f"{PAGE}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # nobody is told what a reader looked for here
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), xr-spatial-tracking=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def files() -> dict[str, bytes]:
    """Return the files that tell web servers the headers, by their names in the site."""
    pages = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
    return {
        "_headers": f"/*\n{pages}".encode(),
        "nginx-headers.conf": (
            "# In the location that serves the site: include /path/to/site/nginx-headers.conf;\n"
            "# nginx forgets headers where a level below sets any of its own: include this there too.\n" + nginx
        ).encode(),
    }
