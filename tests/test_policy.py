from __future__ import annotations

import re
from pathlib import Path

import lxml.html
from edition import policy
from edition.compiler import DATA


def test_the_theme_and_the_headers_have_one_policy() -> None:
    theme = (DATA / "theme" / "main.html").read_text("utf-8")
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy.PAGE}">' in theme
    assert policy.HEADERS["Content-Security-Policy"] == f"{policy.PAGE}; frame-ancestors 'none'"


def test_every_page_of_a_site_bears_the_policy_before_anything_that_it_governs(built_toy: Path) -> None:
    pages = sorted((built_toy / "site").rglob("*.html"))
    assert len(pages) > 30
    for path in pages:
        head = lxml.html.document_fromstring(path.read_bytes()).find("head")
        assert head is not None
        (meta,) = head.cssselect('meta[http-equiv="Content-Security-Policy"]')
        assert meta.get("content") == policy.PAGE
        before = [str(element.tag) for element in meta.itersiblings(preceding=True)]
        assert set(before) <= {"meta"}, path


def test_the_policy_lets_through_what_the_site_holds_and_no_more() -> None:
    directives = dict(part.split(" ", 1) for part in policy.PAGE.split("; "))
    assert directives.pop("default-src") == "'none'"
    assert directives.pop("base-uri") == "'none'"
    assert set(directives.values()) == {"'self'"}
    assert "unsafe" not in policy.PAGE


def test_the_headers_stand_in_files_for_web_servers(built_toy: Path) -> None:
    lines = (built_toy / "site" / "_headers").read_text("utf-8").splitlines()
    assert lines[0] == "/*"
    assert dict(line.strip().split(": ", 1) for line in lines[1:]) == policy.HEADERS
    text = (built_toy / "site" / "nginx-headers.conf").read_text("utf-8")
    assert dict(re.findall(r'(?m)^add_header (\S+) "([^"]+)" always;$', text)) == policy.HEADERS


def test_no_header_holds_what_would_end_it() -> None:
    assert not any(re.search(r'["\\$\n;{}]', value.replace("; ", "")) for value in policy.HEADERS.values())
