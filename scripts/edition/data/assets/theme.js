// Before the page is drawn: says that scripts run, and takes up the reader's choice of light or dark.
(function () {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const scheme = localStorage.getItem("edition-scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch {
    // No storage: the system's choice stands.
  }
})();
