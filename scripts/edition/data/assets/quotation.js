// The checker of quotations. All is done in this browser: what is loaded are data files of the edition, chosen by hashes
// of the words (scripts/edition/quotation.py says what they hold); the words themselves go nowhere.
(function () {
  const data = new Map();
  const waiting = new Map();
  window.editionQuotation = (name, held) => waiting.get(name)?.(held);

  /** Load a data file once; a script, since a page read from disk may fetch nothing. */
  function load(name) {
    if (!data.has(name)) {
      data.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = `data/${name}.js`;
        script.addEventListener("error", () => {
          data.delete(name);
          reject(new Error(`the file ${name}.js was not to be had`));
        });
        document.head.append(script);
      }));
    }
    return data.get(name);
  }

  // Words, as scripts/edition/digest.py has them.
  const UNSPACED = "\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
  const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
  const words = (text) => text.normalize("NFKC").toLowerCase().normalize("NFKC").replace(/[\p{Cf}\p{M}]/gu, "").match(WORD) || [];

  /** Words with the places where they stand in the text. */
  function placed(text) {
    const found = [];
    for (const { 0: token, index } of text.matchAll(/[\p{L}\p{N}\p{M}\p{Cf}]+/gu)) {
      for (const word of words(token)) found.push({ word, start: index, end: index + token.length });
    }
    return found;
  }

  const CRC = Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
  });

  /** CRC-32 of some words with a space between them, in eight hexadecimal digits. */
  function hashed(list) {
    let value = 0xffffffff;
    for (const byte of new TextEncoder().encode(list.join(" "))) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
    return ((value ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
  }

  // The author's sentences, by digests.

  const canDigest = () => Boolean(window.crypto && crypto.subtle);

  async function digestOf(bytes) {
    const held = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...held.slice(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** The sentences of a text, divided wherever one may end; which of them belong together is tried later. */
  function pieces(text) {
    return text.split(/(?<=[.!?…]["'’”»）」』)\]]*)\s+|(?<=[。！？]["'’”»）」』)\]]*)/u).filter((piece) => words(piece).length);
  }

  /** For each piece the paragraphs in which the author's sentence stands that it is, or is part of; or null. */
  async function sentences(parts, settings) {
    const found = parts.map(() => null);
    if (!canDigest()) return found;
    const runs = [];
    for (let start = 0; start < parts.length; start++) {
      for (let end = start + 1; end <= Math.min(parts.length, start + 6); end++) runs.push([start, end]);
    }
    await Promise.all(runs.map(async ([start, end]) => {
      const bytes = new TextEncoder().encode(parts.slice(start, end).flatMap(words).join(""));
      if (bytes.length < settings.least) return;
      const digest = await digestOf(bytes);
      const where = (await load(`s${digest.slice(0, settings.s)}`))[digest];
      if (where) for (let at = start; at < end; at++) found[at] = where;
    }));
    return found;
  }

  // What the edition carries, by fingerprints and then by its words.

  async function candidates(list, settings) {
    const hashes = new Set([hashed(list)]);
    for (let at = 0; at + settings.shingle <= list.length; at++) hashes.add(hashed(list.slice(at, at + settings.shingle)));
    const counts = new Map();
    await Promise.all([...hashes].map(async (hash) => {
      const shard = await load(`f${hash.slice(0, settings.f)}`);
      for (const article of shard[hash] || []) counts.set(article, (counts.get(article) || 0) + 1);
    }));
    const best = [...counts].sort((one, other) => other[1] - one[1]).slice(0, 8);
    return Promise.all(best.map(([article]) => load(`a-${article}`)));
  }

  /**
   * Where some words stand in a text with the fewest changes: words added, left out or put for others (Sellers,
   * J. Algorithms 1980). Returns changes, and the first word and the word after the last of the place.
   */
  function nearest(list, held) {
    let row = held.map((_, at) => ({ changes: 0, start: at }));
    row.push({ changes: 0, start: held.length });
    for (let i = 1; i <= list.length; i++) {
      const next = [{ changes: i, start: 0 }];
      for (let j = 1; j <= held.length; j++) {
        const options = [
          { changes: row[j - 1].changes + (list[i - 1] === held[j - 1].word ? 0 : 1), start: row[j - 1].start },
          { changes: row[j].changes + 1, start: row[j].start },
          { changes: next[j - 1].changes + 1, start: next[j - 1].start },
        ];
        next.push(options.reduce((best, one) => (one.changes < best.changes ? one : best)));
      }
      row = next;
    }
    const end = row.reduce((best, one, at) => (one.changes < row[best].changes ? at : best), 0);
    return { changes: row[end].changes, start: row[end].start, end };
  }

  const LAYERS = ["texts", "summary", "notes"];

  /** The best places of some words: all that have them exactly, else the nearest one if it is near. */
  function places(list, articles) {
    const found = [];
    for (const article of articles) {
      for (const layer of LAYERS) {
        for (const [id, text] of article[layer]) {
          const held = placed(text);
          if (!held.length) continue;
          found.push({ article, layer, id, text, held, ...nearest(list, held) });
        }
      }
    }
    const exact = found.filter((place) => place.changes === 0);
    if (exact.length) return exact.sort((one, other) => LAYERS.indexOf(one.layer) - LAYERS.indexOf(other.layer)).slice(0, 5);
    if (list.length < 5) return [];
    const [best] = found.sort((one, other) => one.changes - other.changes);
    return best && best.changes <= Math.floor(list.length / 4) ? [best] : [];
  }

  /** Whether a place lies within quotation marks of its text. */
  function isQuoted({ text, held, start, end }) {
    const [from, to] = [held[start].start, held[end - 1].end];
    return [...text.matchAll(/“[^“”]*”/g)].some(({ index, 0: whole }) => index < from && to < index + whole.length);
  }

  // What is told.

  function element(name, className, ...parts) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...parts);
    return made;
  }

  function linked(article, id) {
    const note = id.startsWith("n-");
    const link = element("a", "", note ? "a note by the editor" : `¶ ${id.slice(1)}`);
    link.href = `../${article.address}${location.protocol === "file:" ? "index.html" : ""}#${id}`;
    return [link, ` ${note ? "on" : "of"} ${article.names}, `, element("cite", "", article.title), `, ${article.outlet}, ${article.date}`];
  }

  function original(article) {
    if (!article.original) return ["The address of the original was not seen."];
    const link = element("a", "", "the original");
    link.href = article.original;
    return ["See ", link, "."];
  }

  /** The passage as the edition has it, with the words marked that the quotation has otherwise. */
  function passage(list, { text, held, start, end }) {
    const quoted = new Map();
    for (const word of list) quoted.set(word, (quoted.get(word) || 0) + 1);
    const shown = element("p", "ed-finding__words", "There: “");
    let at = held[start].start;
    for (const { word, start: from, end: to } of held.slice(start, end)) {
      const left = quoted.get(word) || 0;
      quoted.set(word, left - 1);
      shown.append(text.slice(at, from), left > 0 ? text.slice(from, to) : element("mark", "", text.slice(from, to)));
      at = to;
    }
    shown.append("”");
    return shown;
  }

  const cut = (text) => (text.length > 160 ? `${text.slice(0, 150).replace(/\s+\S*$/, "")} …` : text);

  function finding(quoted, verdict, found, ...more) {
    const box = element("div", `ed-finding${found ? " ed-finding--found" : ""}`);
    box.append(element("p", "ed-finding__words", `“${cut(quoted.trim())}”`), element("p", "ed-finding__verdict", verdict));
    box.append(...more);
    return box;
  }

  function ofPlace(quoted, list, place) {
    const how = place.changes ? "Nearly" : "Exactly";
    const where = element("p", "", `${how} in `, ...linked(place.article, place.id), ".");
    const more = place.changes ? [where, passage(list, place)] : [where];
    if (place.layer === "texts") return finding(quoted, `${how} the author’s words.`, true, ...more);
    if (place.layer === "notes") return finding(quoted, `${how} a note by the editor, not the author’s words.`, true, ...more);
    if (isQuoted(place)) {
      return finding(quoted, `${how} the author’s own words, as the edition’s summary quotes them.`, true, ...more);
    }
    const warning = element("p", "", "Do not put the author’s name under them. ", ...original(place.article));
    return finding(quoted, `${how} the edition’s summary, not the author’s words.`, true, ...more, warning);
  }

  async function ofSentence(quoted, where) {
    const parts = await Promise.all(where.map(async (address) => {
      const [article, id] = address.split("#");
      const held = await load(`a-${article}`);
      return element("p", "", "In ", ...linked(held, id), ". The edition does not carry the text. ", ...original(held));
    }));
    return finding(quoted, "A whole sentence of the author’s, letter for letter.", true, ...parts);
  }

  function ofNothing(quoted, settings, near) {
    if (!settings.summarised) return finding(quoted, "Not in any of the articles.", false);
    const more = [];
    if (settings.carried) more.push(element("p", "", "It stands in none of the texts that the edition carries."));
    const digests = canDigest() ? "" : " This browser makes no digests on a page opened in this way, so that no author’s sentence could be looked for: open the page by https.";
    more.push(element("p", "", `Of ${settings.summarised} articles the edition carries a summary only, and it knows whole sentences of them and no more.${digests}`));
    for (const article of near.slice(0, 3)) {
      more.push(element("p", "", `For ${article.names}, `, element("cite", "", article.title), ": ", ...original(article)));
    }
    return finding(quoted, "The edition cannot tell: see the original.", false, ...more);
  }

  async function check(text) {
    const settings = await load("settings");
    const list = words(text);
    const articles = await candidates(list, settings);
    const whole = places(list, articles);
    const parts = pieces(text);
    const known = await sentences(parts, settings);
    const exact = whole.some((place) => place.changes === 0);
    if (exact || (whole.length && !known.some(Boolean))) return whole.map((place) => ofPlace(text, list, place));
    const found = [];
    for (let at = 0; at < parts.length; at++) {
      const own = words(parts[at]);
      const [place] = parts.length > 1 ? places(own, articles) : [];
      if (known[at]) found.push(await ofSentence(parts[at], known[at]));
      else if (place) found.push(ofPlace(parts[at], own, place));
      else found.push(ofNothing(parts[at], settings, articles));
    }
    return found;
  }

  const form = document.getElementById("ed-check");
  const field = document.getElementById("ed-quotation");
  const verdict = document.getElementById("ed-verdict");
  form.hidden = false;

  async function run() {
    const text = field.value.normalize("NFC").trim().replace(/^["“'‘«]+|["”'’»]+$/gu, "");
    if (!words(text).length) {
      verdict.replaceChildren(element("p", "", "Paste some words first."));
      return;
    }
    verdict.replaceChildren(element("p", "", "Looking …"));
    try {
      verdict.replaceChildren(...(await check(text.slice(0, 20000))));
    } catch (error) {
      verdict.replaceChildren(element("p", "", `It could not be checked: ${error.message}. Try again, or see the articles.`));
    }
  }

  form.querySelector("button").addEventListener("click", run);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  window.editionWords = words; // what the tests hold to the same words in Python
})();
