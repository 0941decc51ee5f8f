// What pages gain by scripts; without them every link still works as a link.
(function () {
  const said = document.getElementById("ed-said");

  function say(words) {
    said.textContent = words;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => (said.textContent = ""), 4000);
  }

  // A paragraph's number is its permalink; following it also copies the address.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.ed-num");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    try {
      await navigator.clipboard.writeText(link.href);
      say(`Link to paragraph ${link.hash.slice(2)} copied`);
    } catch {
      say(`The address of paragraph ${link.hash.slice(2)} is in the address bar`);
    }
  });

  // Light or dark: a button that follows the system until it is pressed.
  const button = document.getElementById("ed-scheme");
  const root = document.documentElement;
  const dark = () =>
    root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const show = () => button.setAttribute("aria-pressed", String(dark()));
  button.hidden = false;
  show();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  button.addEventListener("click", () => {
    root.dataset.scheme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("edition-scheme", root.dataset.scheme);
    } catch {
      // No storage: the choice holds for this page.
    }
    show();
  });

  // From disk an address that ends in a slash shows a list of files: there, links and forms name the page itself.
  if (location.protocol === "file:") {
    for (const [selector, name] of [["a[href]", "href"], ["form[action]", "action"]]) {
      for (const element of document.querySelectorAll(selector)) {
        const address = element.getAttribute(name);
        if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) {
          element.setAttribute(name, address.replace(/^([^?#]*\/|\.|\.\.)?(?=[?#]|$)/, (path) =>
            path ? `${path.replace(/\/$/, "")}/index.html` : path));
        }
      }
    }
  }
})();
