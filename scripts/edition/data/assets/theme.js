// Before the page is drawn: says that scripts run, takes up the reader's choice of light or dark, and asks for the face
// of the text before the style sheets are read. From disk the last would be refused, with a complaint on the console.
(function () {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const scheme = localStorage.getItem("edition-scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch {
    // No storage: the system's choice stands.
  }
  if (location.protocol !== "file:") {
    const font = document.createElement("link");
    Object.assign(font, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous" });
    font.href = new URL("vendor/fonts/text-core.woff2", document.currentScript.src).href;
    document.head.append(font);
  }
})();
