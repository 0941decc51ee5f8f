// Search over window.editionIndex, whose format scripts/edition/searchindex.py describes. A query is words and
// "phrases", all of which must stand in a paragraph. What the author wrote and what the edition's summary says are
// searched apart, and every result says which it is.
(function () {
  const index = window.editionIndex;
  const field = document.getElementById("ed-search-q");
  const count = document.getElementById("ed-count");
  const results = document.getElementById("ed-results");

  /** Fold a text to what is compared: compatibility forms one, no diacritics, small letters, words and spaces. */
  function fold(text) {
    return text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .normalize("NFC")
      .toLowerCase()
      .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (letters) => letters.replaceAll(".", "")) // U.S. is one word
      .replace(/['’‘]s\b/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  }

  const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

  /** Return whether a folded text holds a folded needle as whole words; as the beginning of one, if asked. */
  function holds(text, needle, beginning) {
    if (unspaced.test(needle)) return text.includes(needle);
    return ` ${text} `.includes(beginning ? ` ${needle}` : ` ${needle} `);
  }

  /** Divide a query into words and phrases, folded; a phrase is exact, a word may be the beginning of one. */
  function parse(query) {
    const parts = [];
    const rest = query.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/gu, (_, phrase) => {
      if (fold(phrase)) parts.push({ text: fold(phrase), exact: true });
      return " ";
    });
    for (const word of fold(rest).split(" ")) if (word) parts.push({ text: word, exact: false });
    return parts;
  }

  const topics = index.topics.map(([address, label, same, near], number) => ({
    address, label, number, same: [label, ...same].map(fold), near: near.map(fold),
  }));
  const paragraphs = index.paragraphs.map(([article, id, own, ours, read]) => ({
    article, id, own, ours, read, ownFolded: own.map(fold), oursFolded: fold(ours),
  }));

  function inSome(texts, needle, beginning) {
    return texts.findIndex((text) => holds(text, needle, beginning));
  }

  /** Return groups of results, each {heading, hits}; a paragraph stands in the first group that it fits. */
  function search(query) {
    const parts = parse(query);
    if (!parts.length) return [];
    const whole = parts.map((part) => part.text).join(" ");
    const alike = topics.filter((topic) => topic.same.includes(whole) || topic.near.includes(whole));
    const groups = [];
    const taken = new Set();

    function group(heading, layer, find) {
      const hits = [];
      for (const paragraph of paragraphs) {
        if (taken.has(paragraph)) continue;
        const found = find(paragraph);
        if (found) {
          hits.push({ paragraph, layer, shown: found });
          taken.add(paragraph);
        }
      }
      if (hits.length) groups.push({ heading, hits });
    }
    const inOwn = (needles) => (paragraph) => {
      const places = needles.map((needle) => inSome(paragraph.ownFolded, needle.text, !needle.exact));
      return places.includes(-1) ? null : [...new Set(places)].map((place) => paragraph.own[place]);
    };
    const anyForm = (forms) => (paragraph) => {
      const place = paragraph.ownFolded.findIndex((text) => forms.some((form) => holds(text, form, false)));
      return place < 0 ? null : [paragraph.own[place]];
    };

    // Words typed one after the other are first looked for as a phrase.
    if (parts.length > 1 && !parts.some((part) => part.exact)) {
      group("In the author’s words", "own", inOwn([{ text: whole, exact: true }]));
      group("All the words, among the author’s", "own", inOwn(parts));
    } else {
      group("In the author’s words", "own", inOwn(parts));
    }
    for (const topic of alike) {
      group(`Other forms of “${topic.label}”, in the author’s words`, "own", anyForm(topic.same));
      group(`Topic “${topic.label}”: near wording, in the author’s words`, "own", anyForm(topic.near));
      group(`Topic “${topic.label}”: by the editor’s reading`, "read", (paragraph) =>
        paragraph.read.includes(topic.number) ? [] : null);
    }
    group("In the edition’s summary only", "ours", (paragraph) =>
      parts.every((part) => holds(paragraph.oursFolded, part.text, !part.exact)) ? [] : null);
    return groups;
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function href(address, id) {
    const page = location.protocol === "file:" ? "index.html" : "";
    return `../${address}${page}${id ? `#${id}` : ""}`;
  }

  function excerpt(text, parts) {
    const words = text.split(" ");
    const at = words.findIndex((word) => parts.some((part) => fold(word).startsWith(part.text.split(" ")[0])));
    if (words.length <= 40) return text;
    const start = Math.max(0, at - 12);
    return `${start ? "… " : ""}${words.slice(start, start + 40).join(" ")} …`;
  }

  function shownHit({ paragraph, layer, shown }, parts) {
    const [address, title, names, outlet, date] = index.articles[paragraph.article];
    const number = paragraph.id.slice(1);
    const link = element("a", { className: "ed-list__title", href: href(address, paragraph.id) }, `${title}, ¶ ${number}`);
    const source = element("span", { className: "ed-list__source" }, `${names}, ${outlet}, ${date}`);
    const item = element("li", {}, link, source);
    if (shown.length) {
      const words = element("p", {}, "The author: ");
      shown.forEach((term, place) => {
        const cut = excerpt(term, parts);
        words.append(place ? ", " : "", cut === term ? element("mark", {}, `“${term}”`) : `“${cut}”`);
      });
      item.append(words);
    }
    if (paragraph.ours) {
      const label = element("span", { className: "ed-layer" }, "the edition’s summary");
      item.append(element("p", {}, label, ` ${excerpt(paragraph.ours, layer === "ours" ? parts : [])}`));
    }
    return item;
  }

  function show(query) {
    const parts = parse(query);
    const groups = search(query);
    const total = groups.reduce((sum, group) => sum + group.hits.length, 0);
    results.replaceChildren();
    for (const { heading, hits } of groups) {
      const list = element("ol", { className: "ed-list" }, ...hits.map((hit) => shownHit(hit, parts)));
      results.append(element("section", {}, element("h2", {}, heading), list));
    }
    const paragraphsFound = total === 1 ? "1 paragraph" : `${total} paragraphs`;
    if (!parts.length) count.textContent = "";
    else if (total) count.textContent = `${paragraphsFound} for ${query}`;
    else count.textContent = `Nothing found for ${query}. The topics below may lead on.`;
  }

  const query = new URLSearchParams(location.search).get("q") || "";
  field.value = query;
  show(query);
})();
