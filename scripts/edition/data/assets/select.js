// Selecting words of an article offers to quote and cite them. What is offered says whose words they are: a passage of
// the edition's summary, the author's own words quoted within it, an author's text, or a note of the editor.
(function () {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ed-quote";
  button.textContent = "Quote and cite";
  button.hidden = true;
  let found = null;

  // The words of a range as they are read: without the numbers of notes, in one line.
  function words(range) {
    const held = range.cloneContents();
    for (const mark of held.querySelectorAll(".ed-ref, .ed-hidden")) mark.remove();
    return held.textContent.replace(/\s+/g, " ");
  }

  // The part of the selection that lies within an element.
  function within(element, range) {
    const part = document.createRange();
    part.selectNodeContents(element);
    if (range.comparePoint(element, 0) === 0) part.setStart(element, 0);
    else if (element.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (element.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    return part;
  }

  // Whether a selection lies within one pair of quotation marks of the summary.
  function isQuoted(element, part, quote) {
    const before = document.createRange();
    before.selectNodeContents(element);
    before.setEnd(part.startContainer, part.startOffset);
    const start = words(before).length;
    const text = words(within(element, wholeOf(element)));
    const marks = [...text.matchAll(/“[^“”]*”/g)];
    return marks.some(({ index, 0: whole }) => start >= index && start + quote.length <= index + whole.length);
  }

  function wholeOf(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range;
  }

  // What is selected: the target of the citation, the words and whose they are; null where there is nothing to cite.
  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const note = [...document.querySelectorAll(".ed-note > div")].find((element) => element.contains(range.commonAncestorContainer));
    if (note) {
      const quote = words(range).trim();
      return quote && { target: note.closest(".ed-note").id, quote, whose: "note", after: note };
    }
    const layerOf = (body) => body.closest("[data-layer]").dataset.layer;
    const touched = [...document.querySelectorAll(".ed-para :is(.ed-words, .ed-regest)")].filter(
      (body) => range.intersectsNode(body) && words(within(body, range)).trim(),
    );
    if (!touched.length) return null;
    // Where an author's text stands beside its summary, one of the two is quoted, never both as one.
    const bodies = touched.filter((body) => layerOf(body) === layerOf(touched[0]));
    const paragraphs = bodies.map((body) => body.closest(".ed-para"));
    const parts = bodies.map((body) => within(body, range));
    const quote = parts.map(words).join(" ").replace(/\s+/g, " ").trim();
    const [first, last] = [paragraphs[0].id, paragraphs.at(-1).id];
    let whose = { text: "text", witness: "witness", regest: "summary" }[layerOf(bodies[0])];
    if (whose === "summary" && bodies.length === 1 && isQuoted(bodies[0], parts[0], quote)) whose = "quoted";
    return { target: first === last ? first : `${first}–${last}`, quote: whose === "quoted" ? quote.replace(/^“|”$/g, "") : quote, whose, after: bodies.at(-1) };
  }

  function place() {
    const rects = getSelection().getRangeAt(0).getClientRects();
    const there = rects[rects.length - 1];
    if (!there) return;
    const { width, height } = button.getBoundingClientRect();
    const below = there.bottom + 8 + height < innerHeight || there.top - height - 8 < 0;
    button.style.left = `${Math.min(Math.max(8, there.right - width), innerWidth - width - 8)}px`;
    const top = below ? there.bottom + 8 : there.top - height - 8;
    button.style.top = `${Math.min(Math.max(8, top), innerHeight - height - 8)}px`;
  }

  // A browser gives up the selection when the keyboard moves on; the offer stays until it is reached or dismissed.
  let tabbing = false;

  function offer() {
    if (tabbing && found && getSelection().isCollapsed) return;
    found = window.editionCite && !document.querySelector("dialog[open]") ? selected() : null;
    button.hidden = !found;
    if (!found) return;
    // It follows the words in the order of the keyboard, and stays where it is while it has the focus.
    if (button.previousElementSibling !== found.after) found.after.after(button);
    place();
  }

  let timer = 0;
  document.addEventListener("selectionchange", () => {
    if (document.activeElement === button) return;
    clearTimeout(timer);
    timer = setTimeout(offer, 200);
  });
  addEventListener("scroll", () => {
    if (!button.hidden && !getSelection().isCollapsed) place();
  }, { passive: true });
  addEventListener("pointerdown", () => (tabbing = false));
  document.addEventListener("keydown", (event) => {
    tabbing = event.key === "Tab" || event.key === "Shift";
    if (event.key === "Escape" && !button.hidden) {
      button.hidden = true;
      found = null;
    }
  });
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", () => {
    if (!found) return;
    button.hidden = true;
    window.editionCite.open(found.target, found.quote, found.whose);
  });
})();
