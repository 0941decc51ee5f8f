// The search page: the form and the results, kept in the address. What is found and why is the query core's matter
// (search-core.js); what narrows results, suggestions and keys come with search-aids.js, after the first results.
(function () {
  const search = window.editionSearch;
  const { core } = search;
  const get = (id) => document.getElementById(id);
  const [form, field, count, told, narrow, results, others] = ["", "-q", "-count", "-told", "-narrow", "-results", "-static"].map(
    (name) => get(`ed-search${name}`));
  let index = null;
  let turn = 0;
  let rest = null; // the scripts that the first results do without
  // The page names the first part of the index after this script, so that a reader is told while it is on its way.
  const arrived = new Promise((done) => {
    if (document.readyState === "complete") done();
    else addEventListener("DOMContentLoaded", done, { once: true });
  });

  /** An element with properties and children; text is text, whatever it looks like. */
  function made(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) key in element ? (element[key] = value) : element.setAttribute(key, value);
    element.append(...children.flat().filter((child) => child !== null && child !== ""));
    return element;
  }
  const several = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const leaf = location.protocol === "file:" ? "index.html" : "";

  // --- State, which is the address ----------------------------------------------------------------------------------

  function state() {
    const asked = new URLSearchParams(location.search);
    const chosen = Object.fromEntries([...core.FACETS, "layer"].map((name) => [name, asked.getAll(name)]));
    return { query: asked.get("q") || "", chosen };
  }

  function address(query, chosen = {}) {
    const asked = new URLSearchParams();
    if (query) asked.set("q", query);
    for (const [name, values] of Object.entries(chosen)) for (const value of values) asked.append(name, value);
    return `${location.pathname}${asked.size ? `?${asked}` : ""}`;
  }

  function go(query, chosen) {
    if (address(query, chosen) !== location.pathname + location.search) history.pushState(null, "", address(query, chosen));
    return show();
  }

  const again = (query) => made("a", { href: address(query), className: "ed-again" }, query);

  // --- Results ------------------------------------------------------------------------------------------------------

  function heading(group, query) {
    const typed = query.parts.map((part) => (part.quoted ? `“${part.text}”` : part.text)).join(" ");
    const labels = [...new Set(query.spans.flatMap((span) => span.concepts.map(({ slot }) => index.concept(slot))))];
    const topics = labels.filter((held) => held.topic).map((held) => held.label).join(", ");
    return {
      exact: ["In the author’s words", query.quoted ? "Exactly as between the quotation marks." : `Exactly “${typed}”.`],
      all: ["All the words, among the author’s", "In one paragraph, but not one after the other."],
      form: ["Other forms, in the author’s words", labels.length ? `Other forms and names of ${labels.map((one) => `“${one.label}”`).join(", ")}.` : "Other forms of the word."],
      topic: [`Topic: ${topics}`, "The author treats the matter in other words, or the editor reads the paragraph so."],
      near: ["Near wording, in the author’s words", "Words that come near to what was asked; not the same."],
      summary: ["In the edition’s summary", "The editor’s words, not the author’s."],
      ...search.ours?.headings,
    }[group.key];
  }

  function marked({ pieces, cut, more }) {
    const shown = pieces.map(([text, found]) => (found ? made("mark", {}, text) : text));
    return [cut ? "… " : "", ...shown, more ? " …" : ""];
  }

  /** The concepts that a hit speaks of, and their forms. */
  function spoken(query) {
    const held = query.spans.flatMap((span) => span.concepts.map(({ slot }) => index.concept(slot)));
    return { held, forms: held.flatMap((one) => [...one.same, ...one.near]) };
  }

  /** What to mark in a text of a hit: what was typed as a whole and known forms, else its words apart. */
  function marksIn(texts, query) {
    const { forms } = spoken(query);
    const whole = core.sought(query, forms);
    return texts.some((text) => core.matches(text, whole).length) ? whole : core.sought(query, forms, true);
  }

  /** What the author wrote, so far as the edition holds it: {said, words: the strings to show, marks: what to mark there}. */
  function written(hit, shown, query) {
    const { held, forms } = spoken(query);
    const sequences = core.sought(query, hit.level > 1 ? forms : [], hit.level > 0);
    if (hit.level === 3) {
      const passages = held.flatMap((one) => one.passages).filter((one) => one.unit === hit.unit || one.unit === hit.unit - (hit.unit % index.stride));
      const quoted = passages.flatMap((one) => one.words);
      const marks = quoted.map((text) => core.atoms(text).map((one) => one.atom));
      const plain = query.spans.filter((span) => !span.concepts.length).flatMap((span) => [...span.ways, ...span.inflected.map((word) => [word])]);
      const typed = shown.words.filter((text) => core.matches(text, plain).length);
      const sure = passages.filter((one) => one.basis !== "reading");
      const why = sure.length ? (sure.every((one) => one.basis === "tagged") ? "filed there by the publication itself" : "") : "by the editor’s reading";
      if (quoted.length) return { words: [...new Set([...quoted, ...typed])], sequences: [...marks, ...plain], why, whole: !shown.article.texts };
      if (why) return { words: [], why };
    }
    const found = shown.words.filter((text) => core.matches(text, sequences).length);
    return found.length ? { words: found, sequences } : { words: [], why: "placed there by the editor" };
  }

  function link(address, id, marks, part, ...children) {
    const asked = new URLSearchParams(marks.slice(0, 4).map((mark) => ["mark", mark]));
    if (part && asked.size) asked.set("in", part);
    const query = asked.size ? `?${asked}` : "";
    return made("a", { href: `../${address}${leaf}${query}${id ? `#${id}` : ""}`, className: "ed-hit__link" }, ...children);
  }

  const literal = (text, sequences) => core.matches(text, sequences).map(([from, to]) => text.slice(from, to));

  /** The edition's words, called what they are. */
  const ours = (label, text, sequences, width) =>
    made("p", { className: "ed-hit__ours" }, made("span", { className: "ed-layer" }, label), " ", ...marked(core.snippet(text, sequences, width)));

  function hitOf(hit, query) {
    const shown = index.shown(hit.layer, hit.unit);
    const tools = { made, link, literal, marksIn, ours };
    if (shown.concept) return search.ours.record(shown.concept, query, tools);
    const { article, id, note } = shown;
    const body = made("div");
    let marks = [];
    let part = "";
    if (note) {
      const [found, told] = search.ours.note(note, query, tools);
      marks = found;
      body.append(told);
    } else if (hit.layer === "words") {
      const { words, sequences: found, why, whole } = written(hit, shown, query);
      part = article.texts ? "" : "terms";
      marks = found ? (whole ? words : words.flatMap((text) => literal(text, found))) : [];
      const quoted = words.map((text, at) => [at ? ", " : "", made("span", { className: "ed-hit__quoted" }, "“", ...marked(core.snippet(text, found)), "”")]);
      const by = id === "" ? "The title: " : words.length ? "The author writes " : "";
      body.append(made("p", { className: "ed-hit__own" }, by && made("span", { className: "ed-hit__by" }, by), ...quoted.flat(), why ? made("i", {}, quoted.length ? ", " : "", why) : ""));
      if (shown.summary) body.append(ours("the edition’s summary", shown.summary, [], 200));
    } else {
      const sequences = marksIn([shown.summary], query);
      marks = literal(shown.summary, sequences);
      part = "summary";
      body.append(ours(id === "" ? "the edition’s title" : "the edition’s summary", shown.summary, sequences));
    }
    const title = article.units[0][1][0] || article.units[0][2];
    const words = note ? "Note" : id ? `¶ ${id.slice(1)}` : "Title";
    const of = made("span", { className: "ed-hidden" }, note ? ` on ¶ ${id.slice(1)} of ${title}` : ` of ${title}`);
    const at = link(article.address, note ? `n-${note.key}` : id, [...new Set(marks)], part, words, of);
    const outlet = index.head.outlets[article.outlet];
    const head = made("div", {}, made("h3", {}, made("a", { href: `../${article.address}${leaf}` }, title)), made("p", { className: "ed-list__source" }, `${article.names}, `, made("cite", {}, outlet), `, ${article.date}`));
    return { head, key: article.address, body: [made("p", { className: "ed-hit__at" }, at), body] };
  }

  async function list(group, query, from, to) {
    const hits = group.hits.slice(from, to).map((unit) => ({ unit, layer: group.layer, level: group.level }));
    await (group.layer === "records" ? index.conceptsOf(hits.map((hit) => hit.unit)) : index.articlesOf(hits.map((hit) => index.slot(hit.unit))));
    const articles = [];
    for (const hit of hits) {
      const { head, key, body } = hitOf(hit, query);
      if (articles.at(-1)?.key !== key || group.layer === "records") articles.push({ key, head, items: [] });
      articles.at(-1).items.push(made(group.layer === "records" ? "div" : "li", { className: "ed-hit" }, body));
    }
    return articles.map(({ head, items }) => made("li", { className: "ed-work" }, head, group.layer === "records" ? items : made("ol", {}, items)));
  }

  async function section(group, query, shown) {
    const [title, why] = heading(group, query);
    const id = `ed-group-${group.key}`;
    const held = made("ol", { className: "ed-works" }, await list(group, query, 0, shown));
    const made_ = made("section", { "aria-labelledby": id, className: `ed-group ed-group--${group.layer === "words" ? "own" : "ours"}`, "data-group": group.key },
      made("h2", { id }, title, " ", made("span", { className: "ed-group__count" }, `${group.hits.length}`)), made("p", { className: "ed-group__why" }, why), held);
    let upto = shown;
    if (upto < group.hits.length) {
      const rest = () => Math.min(20, group.hits.length - upto);
      const button = made("button", { type: "button", className: "ed-more" }, `Show ${rest()} more`);
      button.addEventListener("click", async () => {
        button.disabled = true; // until they are there: twice pressed is once asked
        const items = await list(group, query, upto, upto + 20);
        button.disabled = false;
        upto += 20;
        held.append(...items);
        if (upto < group.hits.length) button.textContent = `Show ${rest()} more`;
        else button.remove();
        items[0].querySelector("a").focus();
      });
      made_.append(button);
    }
    return made_;
  }

  // --- What is said above the results ---------------------------------------------------------------------------------

  function summary(found, query) {
    const kinds = [["words", "summary"], ["notes"], ["records"]].map((layers) =>
      found.groups.filter((group) => layers.includes(group.layer)).reduce((sum, group) => sum + group.hits.length, 0));
    const parts = [[kinds[0], "paragraph", "paragraphs"], [kinds[1], "note", "notes"], [kinds[2], "record", "records"]]
      .filter(([number]) => number).map((part) => several(...part));
    const last = parts.pop();
    return last ? `${parts.length ? `${parts.join(", ")} and ` : ""}${last} for ${query}` : `Nothing found for ${query}`;
  }

  function concepts(plan, unused) {
    const held = [...new Map(plan.spans.flatMap((span) => span.concepts.map((one) => [one.slot, { ...one, span }]))).values()];
    return held.map(({ slot, near, span }) => {
      const one = index.concept(slot);
      const typed = span.atoms.join(" ");
      const line = made("p", { className: "ed-known" });
      if (unused.includes(span)) {
        line.append(made("b", {}, `No author here is recorded as writing “${literalOf(plan, span)}”. `), near ? "It is another wording of " : "It is a form of ");
      } else line.append(one.topic ? "Topic: " : `${one.kind ? one.kind[0].toUpperCase() + one.kind.slice(1) : "Record"}: `);
      line.append(made("a", { href: `../${one.address}${leaf}` }, one.label));
      const also = one.also.filter((form) => form.toLowerCase() !== typed).slice(0, 6);
      if (also.length) line.append(". Goes with it: ", ...also.flatMap((form, at) => [at ? ", " : "", again(form)]));
      return line;
    });
  }

  /** What was typed for a span, as it was typed where it is a part of its own. */
  const literalOf = (plan, span) => {
    const part = plan.parts.find((one) => one.atoms.join(" ") === span.atoms.join(" "));
    return part ? part.text : core.key(span.atoms);
  };

  // --- The page ---------------------------------------------------------------------------------------------------------

  async function draw(query, chosen, mine, all) {
    const { plan, found, unused } = await core.ask(index, query, chosen, all);
    if (mine !== turn) return;
    const above = concepts(plan, unused);
    const own = found.groups.some((group) => group.layer === "words");
    const aids = all && search.aids;
    if (aids && plan.parts.length && !own && !plan.spans.some((span) => span.concepts.length)) above.push(...(await aids.suggest(plan)));
    // From buckets each result is a file more: at first only so many, and two of each further group.
    let room = index.head.packing === "bundle" ? 60 : 6;
    const sections = [];
    for (const group of found.groups) {
      const shown = Math.min(group.hits.length, Math.max(2, group.layer === "records" ? Math.min(5, room) : room));
      room -= shown;
      sections.push(section(group, plan, shown));
    }
    const ready = await Promise.all(sections);
    if (mine !== turn) return;
    results.replaceChildren(...ready);
    told.replaceChildren(...above.filter(Boolean));
    const narrowed = Object.values(chosen).flat().length;
    count.textContent = plan.parts.length ? summary(found, query) + (narrowed ? ", narrowed as chosen" : "") : "";
    if (aids) aids.narrow(found, query, chosen);
    others.hidden = found.total > 0;
  }

  async function show() {
    const mine = (turn += 1);
    const { query, chosen } = state();
    field.value = query;
    document.title = document.title.replace(/^(.* – )?Search – /, `${query ? `${query} – ` : ""}Search – `);
    const slow = setTimeout(() => (count.textContent = "Searching …"), 250);
    results.setAttribute("aria-busy", "true");
    let shown = false;
    try {
      await arrived;
      page.index = index ||= await search.open("../assets/search/");
      const whole = () => index.layers.length > 2 && search.aids;
      if (mine === turn) await draw(query, chosen, mine, index.layers.length > 2);
      shown = true;
      clearTimeout(slow); // what is there is told; the rest is added when it comes
      if (mine !== turn || whole()) return;
      rest ||= Promise.all(["suggest", "ours", "aids"].filter((name) => !search[name]).map((name) => search.fetchPart(`../assets/search-${name}.js`)));
      await Promise.all([index.more(), rest]);
      if (mine === turn) await draw(query, chosen, mine, true);
    } catch (error) {
      rest = null;
      if (mine === turn) failed(error, shown);
    } finally {
      clearTimeout(slow);
      if (mine === turn) results.removeAttribute("aria-busy");
    }
  }

  function failed(error, shown) {
    console.warn(error);
    const retry = made("button", { type: "button", className: "ed-more" }, "Try again");
    retry.addEventListener("click", show);
    told.replaceChildren(retry);
    if (shown) return (count.textContent += ". The rest of the index could not be loaded.");
    count.textContent = "The search index could not be loaded, so nothing was searched. The pages below need no index.";
    results.replaceChildren();
    narrow.hidden = true;
    others.hidden = false;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(field.value.trim(), {});
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.ed-again");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    show().then(() => field.focus({ preventScroll: true }));
  });
  addEventListener("popstate", show);

  const page = (search.page = { made, again, address, go, field, narrow, results, leaf, main: get("main"), index });
  show();
})();
