// On every page: “/” leads to the search field, unless the reader switched that off; and a page that a search result
// leads to opens at what was found, marks it, and then has its own plain address again.
(function () {
  const off = () => {
    try {
      return localStorage.getItem("edition-slash") === "off";
    } catch {
      return false; // no storage
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const field = document.getElementById("ed-search-q") || document.getElementById("ed-q");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  const asked = new URLSearchParams(location.search);
  const words = asked.getAll("mark");
  if (!words.length) return;

  const plain = (text) => text.toLowerCase().replace(/[‘’ʼ]/g, "'").replace(/[“”]/g, '"').replace(/[‐‑]/g, "-").replace(/\s/g, " ");

  /** Mark the places in an element where any of the words stand, over the ends of inner elements too. */
  function mark(element) {
    const nodes = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(".ed-ref, .ed-num, .ed-hidden")) continue;
      nodes.push([walker.currentNode, text.length]);
      text += walker.currentNode.data;
    }
    const held = plain(text);
    const found = [];
    for (const word of words.map(plain)) {
      for (let at = held.indexOf(word); word && at >= 0; at = held.indexOf(word, at + word.length)) {
        const bounded = [held[at - 1], held[at + word.length]].every((c) => !c || !/[a-z0-9\u00c0-\u024f]/.test(c));
        if (bounded || !/^[ -\u024f]+$/.test(word)) found.push([at, at + word.length]);
      }
    }
    for (const [node, start] of nodes.reverse()) {
      for (const [from, to] of found.filter(([from, to]) => from < start + node.length && to > start).sort((a, b) => b[0] - a[0])) {
        const range = document.createRange();
        range.setStart(node, Math.max(0, from - start));
        range.setEnd(node, Math.min(node.length, to - start));
        const made = document.createElement("mark");
        made.className = "ed-found";
        range.surroundContents(made);
      }
    }
    return found.length > 0;
  }

  const id = decodeURIComponent(location.hash.slice(1));
  const target = id ? document.getElementById(id) : document.getElementById("main");
  if (target) {
    const part = (name) => target.querySelector(name);
    const terms = asked.get("in") === "terms" ? part(".ed-terms") : null;
    if (terms && mark(terms)) terms.open = true;
    else mark((asked.get("in") === "summary" && part(".ed-regest")) || part(".ed-words") || target);
    if (id) {
      target.focus({ preventScroll: true });
      target.scrollIntoView({ behavior: "instant" });
    }
  }
  asked.delete("mark");
  asked.delete("in");
  const rest = asked.toString();
  history.replaceState(history.state, "", location.pathname + (rest ? `?${rest}` : "") + location.hash);
})();
