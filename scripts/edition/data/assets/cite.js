// Citing: the dialog behind each "Cite", and buttons to copy on the page of citations.
// Without scripts "Cite" is a link to that page. The citations are patterns that the page carries, written by the same
// program as that page; here only numbers and anchors are filled in.
(function () {
  const [NUMBER, ANCHOR, PARAGRAPH] = ["\ue000", "\ue001", "\ue002"];
  const ITALIC = /[\ue010\ue011]/; // stand in turn before and after what is set in italics

  // A citation as it is shown: text and elements, never HTML that is parsed, so that no word of it can be anything else.
  function shownAs(text) {
    return text.split(ITALIC).map((part, index) => {
      if (index % 2 === 0) return part;
      const italic = document.createElement("i");
      italic.textContent = part;
      return italic;
    });
  }

  async function copy(text, html) {
    if (html && window.ClipboardItem) {
      const parts = { "text/plain": text, "text/html": html };
      const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
      try {
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
        return;
      } catch {
        // Some browsers refuse more than plain text.
      }
    }
    await navigator.clipboard.writeText(text);
  }

  // The page of citations: a button to copy beside each.
  for (const cited of document.querySelectorAll(".ed-citing .ed-citation, .ed-citing .ed-data")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ed-copy";
    button.textContent = "Copy";
    const label = cited.closest("dd").previousElementSibling;
    button.setAttribute("aria-label", `Copy ${label.firstChild.textContent.trim()}`);
    button.addEventListener("click", async () => {
      const citation = cited.matches(".ed-citation");
      try {
        await copy(cited.textContent, citation ? cited.innerHTML : "");
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(cited);
        button.textContent = "Selected: copy it with the keyboard";
      }
      setTimeout(() => (button.textContent = "Copy"), 3000);
    });
    label.append(" ", button);
  }

  // The article's page: the dialog.
  const template = document.getElementById("ed-citing");
  if (!template) return;
  const held = JSON.parse(template.dataset.citing);
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  const part = (selector) => dialog.querySelector(selector);
  const [heading, words, select, shown, said] = ["h2", ".ed-dialog__whose", "select", ".ed-dialog__citation", "[role=status]"].map(part);
  let cited = null;

  for (const [key, label] of held.formats) select.add(new Option(label, key));
  try {
    const chosen = localStorage.getItem("edition-cite");
    if (held.formats.some(([key]) => key === chosen)) select.value = chosen;
  } catch {
    // No storage: the first style is shown.
  }

  // What is cited: "" the article, "p7" a paragraph, "n-radar" a note.
  function patterns(target) {
    if (!target) return [held.whole, {}, "this article"];
    if (target.startsWith("n-")) {
      const [number, paragraph, day] = held.notes[target.slice(2)];
      const filled = { [NUMBER]: number, [PARAGRAPH]: paragraph, [ANCHOR]: target.slice(2) };
      return [held.note[day], filled, `note ${number}`];
    }
    const [first, last] = target.slice(1).split("–p");
    const number = last ? `${first}–${last}` : first;
    return [held.paragraph, { [NUMBER]: number, [ANCHOR]: first }, `¶ ${number}`];
  }

  function citation(target, key) {
    const [found, filled] = patterns(target);
    return Object.entries(filled).reduce((text, [sign, value]) => text.replaceAll(sign, value), found[key]);
  }

  const isStyle = () => !extension();
  const extension = () => held.formats.find(([key]) => key === select.value)[2];

  // The quotation and whose words it is; double quotation marks within it become single ones.
  function quotation() {
    if (!cited.quote) return "";
    const inner = cited.quote.replace(/[“"](?=\S)/g, "‘").replace(/["”]/g, "’");
    return `“${inner}” (${held.whose[cited.whose]}). `;
  }

  function show() {
    const text = citation(cited.target, select.value);
    if (isStyle()) {
      shown.replaceChildren(quotation(), ...shownAs(text));
    } else {
      const block = document.createElement("pre");
      block.textContent = text;
      shown.replaceChildren(block);
    }
    shown.classList.toggle("ed-dialog__citation--data", !isStyle());
    part("[data-does=download]").hidden = isStyle();
    words.hidden = isStyle() || !cited.quote;
    words.textContent = words.hidden ? "" : "Such a record holds the citation; the quotation goes with the styles.";
    said.textContent = "";
  }

  function open(target, quote = "", whose = "") {
    cited = { target, quote, whose };
    if (quote && !isStyle()) select.selectedIndex = 0; // records of data hold no quotation
    heading.textContent = quote ? `Quote and cite ${patterns(target)[2]}` : `Cite ${patterns(target)[2]}`;
    show();
    dialog.showModal();
    select.focus();
  }

  select.addEventListener("change", () => {
    show();
    try {
      localStorage.setItem("edition-cite", select.value);
    } catch {
      // No storage: the choice holds for this page.
    }
  });
  part("[data-does=copy]").addEventListener("click", async () => {
    try {
      await copy(shown.textContent, isStyle() ? shown.innerHTML : "");
      said.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(shown);
      said.textContent = "Selected: copy it with the keyboard";
    }
  });
  part("[data-does=download]").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([shown.textContent], { type: "text/plain" }));
    link.download = `${held.article}${cited.target ? `-${cited.target}` : ""}.${extension()}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    said.textContent = `${link.download} downloaded`;
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside the dialog
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-cite]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(link.dataset.cite);
  });

  window.editionCite = { open };
})();
