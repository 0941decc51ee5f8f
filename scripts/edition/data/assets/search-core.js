// The query core of search: what a query means, what fits it and how well, and why. It knows nothing of pages or of
// how an index is stored: it asks an `index` (search-index.js) for the places of words. docs/searching.md tells the
// whole; scripts/edition/search/tokens.py divides texts in the same way when the index is made.
(function (root) {
  const search = (root.editionSearch ||= {});

  // --- Words -------------------------------------------------------------------------------------------------------

  const UNSPACED =
    "\\u1100-\\u11ff\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3131-\\u318e\\u31f0-\\u31ff" +
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9d\\u{20000}-\\u{3ffff}";
  const W = "[\\p{L}\\p{N}\\p{M}\\u00ad]";
  const ATOM = new RegExp(
    `[${UNSPACED}][\\u3099\\u309a\\uff9e\\uff9f]?` +
      `|(?<!${W})\\p{L}(?:\\.\\p{L})+(?!${W})\\.?` +
      `|(?<!${W})[0-9]{1,3}(?:,[0-9]{3})+(?!${W})` +
      `|(?:(?![${UNSPACED}])${W})+(?:['’ʼ＇](?:(?![${UNSPACED}])${W})+)*`, "gu");
  const ONE = new RegExp(`^[${UNSPACED}]`, "u");
  const LETTERS = { ß: "ss", ς: "σ", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i" };

  /** A word as it is compared: full width, capitals, diacritics, macrons and possessives folded. */
  function fold(word) {
    if (/^[a-z0-9]+$/.test(word)) return word;
    return word.replace(/['’ʼ＇][sS]$/, "").normalize("NFKC").toLowerCase().toLowerCase().normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase()
      .replace(/[ßςøłđðþæœı]/g, (letter) => LETTERS[letter]).replace(/[^\p{L}\p{N}\p{M}]/gu, "");
  }

  const unspaced = (atom) => ONE.test(atom);

  const divided = new Map(); // what was divided lately: a result's texts and the forms are asked for again and again

  /** The atoms of a text: {atom, joint, start, end}; the joint to the one before is "", "-", " " or "x". */
  function atoms(text) {
    const known = divided.get(text);
    if (known) return known;
    if (divided.size > 999) divided.clear();
    const found = [];
    divided.set(text, found);
    let done = 0;
    for (const match of text.matchAll(ATOM)) {
      const atom = fold(match[0]);
      if (!atom) continue;
      const between = text.slice(done, match.index);
      const joint = between === "" ? "" : /^[-\u2010\u2011\uff0d]$/.test(between) ? "-" : /^[ \u3000\n・·]+$/.test(between) ? " " : "x";
      done = match.index + match[0].length;
      found.push({ atom, joint, start: match.index, end: done });
    }
    return found;
  }

  /** The tokens of a text, [term, number of its first atom], counted from `start`; and the number after the last. */
  function tokens(text, start = 0) {
    const found = [];
    let at = start;
    let before = "";
    let compound = [];
    const close = () => {
      if (compound.length > 1 && !compound.every((part) => /^\p{Nd}+$/u.test(part))) {
        found.push([compound.join(""), at - compound.length]);
      }
      compound = [];
    };
    for (const { atom, joint } of atoms(text.normalize("NFC"))) {
      const one = unspaced(atom);
      if (one || joint !== "-") close();
      found.push([atom, at]);
      if (one && before && (joint === "" || joint === " ")) found.push([before + joint + atom, at - 1]);
      before = one ? atom : "";
      if (!one) compound.push(atom);
      at += 1;
    }
    close();
    return [found, at];
  }

  /** Atoms as one string, as forms are looked up: spaces between words, none about unspaced characters. */
  function key(held) {
    return held.reduce((found, atom) => {
      const glued = !found || unspaced(atom) || unspaced([...found].at(-1));
      return found + (glued ? "" : " ") + atom;
    }, "");
  }

  // --- What a query means -------------------------------------------------------------------------------------------

  const OPEN = "\"“”„‟«»＂「『";
  const SHUT = "\"“”„‟«»＂」』";
  const PHRASE = new RegExp(`(^|[\\s\\u3000])?([-−－])?[${OPEN}]([^${OPEN}${SHUT}]+)[${SHUT}]`, "gu");

  /** A query divided: {parts, not}; each part has `atoms`, and `quoted` where it stood in quotation marks. */
  function parse(query) {
    const asked = { parts: [], not: [] };
    const add = (text, quoted, minus) => {
      const held = atoms(text).map((one) => one.atom);
      if (held.length) (minus ? asked.not : asked.parts).push({ atoms: held, quoted, text: text.trim() });
    };
    const rest = (text) => {
      for (const chunk of text.split(/[\s\u3000]+/u)) {
        const minus = /^[-−－](?=[\p{L}\p{N}])/u.test(chunk);
        add(minus ? chunk.slice(1) : chunk, false, minus);
      }
    };
    const whole = query.normalize("NFC");
    let done = 0;
    for (const match of whole.matchAll(PHRASE)) {
      rest(whole.slice(done, match.index));
      add(match[3], true, match[2] && (match[1] !== undefined || match.index === 0));
      done = match.index + match[0].length;
    }
    rest(whole.slice(done));
    return asked;
  }

  /** The ways to write some atoms: as they stand, and where two or all are written as one. */
  function ways(held) {
    const found = [held];
    if (held.length < 2 || held.length > 6 || held.some(unspaced)) return found;
    for (let i = 0; i + 1 < held.length; i += 1) {
      if (/^\p{Nd}+$/u.test(held[i] + held[i + 1])) continue;
      found.push([...held.slice(0, i), held[i] + held[i + 1], ...held.slice(i + 2)]);
    }
    if (held.length > 2) found.push([held.join("")]);
    return found;
  }

  /** The ways to write a form, each as atoms. */
  const formWays = (form) => ways(atoms(form.normalize("NFC")).map((one) => one.atom)).filter((way) => way.length);

  // Spellings that stand for each other before the same ending.
  const ENDINGS = [
    ["is", "iz", "e[sd]?|ing|ations?"], ["our", "or", "|s|ed|ing|ers?|able"], ["enc", "ens", "es?"], ["re", "er", "s?"],
    ["ll", "l", "ed|ing|ers?"], ["amme", "am", "s?"], ["ogue", "og", "s?"], ["ys", "yz", "e[sd]?|ing"],
  ].flatMap(([one, other, end]) =>
    [[one, other], [other, one]].map(([from, to]) => [new RegExp(`${from}(${end})$`), `${to}$1`]));

  /** The other forms that an English word may have by rule: plurals, endings of verbs, British and American spelling. */
  function inflections(word) {
    if (!/^[a-z]{4,}$/.test(word)) return [];
    const stems = new Set([word]);
    const stem = (end, ...by) => {
      if (word.endsWith(end)) for (const put of by) stems.add(word.slice(0, -end.length) + put);
    };
    if (!/(ss|us|is)$/.test(word)) stem("s", "");
    stem("ies", "y");
    if (/(s|x|z|ch|sh|o)es$/.test(word)) stem("es", "");
    stem("ied", "y");
    if (/orers?$|ourers?$/.test(word)) stem(word.endsWith("s") ? "ers" : "er", "");
    for (const end of ["ed", "ing"]) {
      stem(end, "", "e");
      if (new RegExp(`([bdfgklmnprtvz])\\1${end}$`).test(word)) stems.add(word.slice(0, -end.length - 1));
    }
    const forms = new Set();
    for (const one of stems) {
      if (one.length < 3) continue;
      const drop = one.endsWith("e") ? one.slice(0, -1) : one;
      if (/[^aeiou]y$/.test(one)) for (const end of ["ies", "ied"]) forms.add(one.slice(0, -1) + end);
      else forms.add(one + (/(s|x|z|ch|sh)$/.test(one) ? "es" : "s")).add(drop + "ed");
      forms.add(one).add(drop + "ing");
      if (/ou?r$/.test(one)) forms.add(one + "er").add(one + "ers");
      if (/[aeiou][bdglmnprt]$/.test(one)) for (const end of ["ed", "ing"]) forms.add(one + one.at(-1) + end);
    }
    for (const form of [...forms]) for (const [from, to] of ENDINGS) if (from.test(form)) forms.add(form.replace(from, to));
    forms.delete(word);
    return [...forms].sort();
  }

  const LONGEST = 12; // atoms of a form

  /** The first term of atoms: in whose bucket a form that begins so is kept. */
  const first = (held, at = 0) =>
    unspaced(held[at]) && held[at + 1] && unspaced(held[at + 1]) ? held[at] + held[at + 1] : held[at];

  /** Runs of atoms within which a known form may stand: a phrase in quotation marks, or the words between two. */
  function regions(asked) {
    const found = [];
    for (const part of asked.parts) {
      const last = found.at(-1);
      if (part.quoted || !last || last.quoted) found.push({ quoted: part.quoted, atoms: [], ends: new Set() });
      const region = found.at(-1);
      region.atoms.push(...part.atoms);
      region.ends.add(region.atoms.length);
    }
    return found;
  }

  /**
   * Divide what is asked into spans: the longest known forms, and the words between them. A span has its atoms, the
   * `ways` to write it, its `inflected` forms, and `concepts` [{slot, near}] that it is a form of.
   */
  function plan(asked, formsUnder) {
    const spans = [];
    for (const { quoted, atoms: held, ends } of regions(asked)) {
      let at = 0;
      while (at < held.length) {
        let end = at;
        let concepts = [];
        const known = (terms) => {
          const text = key(terms);
          const refs = formsUnder(first(terms))[text];
          return refs ? refs.map((ref) => ({ slot: ref >> 1, near: ref % 2 === 1 })) : null;
        };
        for (let to = Math.min(held.length, at + LONGEST); to > at && !concepts.length; to -= 1) {
          for (const way of ways(held.slice(at, to))) {
            const refs = known(way);
            if (!refs) continue;
            concepts.push(...refs.filter((ref) => !concepts.some((one) => one.slot === ref.slot)));
            end = to;
          }
        }
        if (end === at) { // no form: the part that begins here, or the rest of it
          end = held.findIndex((_, i) => i >= at && ends.has(i + 1)) + 1;
          for (let i = at + 1; i < end; i += 1) {
            const inner = unspaced(held[i]) && Object.keys(formsUnder(first(held, i))).some((form) =>
              key(held.slice(i)).startsWith(form));
            if (inner) end = i;
          }
        }
        const part = held.slice(at, end);
        const inflected = quoted || part.length > 1 ? [] : inflections(part[0]);
        spans.push({ atoms: part, ways: ways(part), inflected, concepts, quoted });
        at = end;
      }
    }
    return { ...asked, spans, quoted: asked.parts.some((part) => part.quoted) };
  }

  // --- What fits -----------------------------------------------------------------------------------------------------

  /** Atoms as steps of a phrase: {at, terms}, of whose terms one must stand `at` atoms after the beginning. */
  function stepsOf(held) {
    const steps = [];
    for (let i = 0; i < held.length; ) {
      let j = i;
      while (j < held.length && unspaced(held[j])) j += 1;
      if (j - i < 2) {
        steps.push({ at: i, terms: [held[i]] });
        i += 1;
        continue;
      }
      // A longer run may have spaces within, as in Korean; of two characters it is meant as one word.
      for (let k = i; k + 1 < j; k += 1) {
        const two = held[k] + held[k + 1];
        steps.push({ at: k, terms: j - i > 2 ? [two, `${held[k]} ${held[k + 1]}`] : [two] });
      }
      i = j;
    }
    return steps;
  }

  const union = (lists) => (lists.length === 1 ? lists[0] : [...new Set(lists.flat())].sort((a, b) => a - b));

  function intersection(lists) {
    const [least, ...others] = [...lists].sort((a, b) => a.length - b.length);
    return others.reduce((kept, list) => {
      const held = new Set(list);
      return kept.filter((unit) => held.has(unit));
    }, least);
  }

  let phrases = new Map(); // what was found for the query that is being asked, since one is looked for several times

  /** The units in a layer of the index where atoms stand one after the other, rising. */
  function phrase(index, layer, held) {
    const name = `${layer} ${held.join(" ")}`;
    if (!phrases.has(name)) phrases.set(name, together(index, layer, stepsOf(held)));
    return phrases.get(name);
  }

  function together(index, layer, steps) {
    const lists = steps.map((step) => union(step.terms.map((term) => index.units(layer, term))));
    if (steps.length === 1 || lists.some((list) => !list.length)) return lists.length ? intersection(lists) : [];
    const both = intersection(lists);
    if (!both.length) return both;
    const placed = steps.map((step) => step.terms.map((term) => index.placed(layer, term)));
    // The first step stands at 0.
    const from = (unit, start) =>
      steps.every(({ at }, i) => placed[i].some((one) => one.get(unit)?.includes(start + at)));
    return both.filter((unit) => placed[0].some((one) => one.get(unit)?.some((start) => from(unit, start))));
  }

  const anyWay = (index, layer, held) => union(ways(held).map((way) => phrase(index, layer, way)));

  const EXACT = 0, ALL = 1, FORM = 2, TOPIC = 3, NEAR = 4;

  /** How well each unit of a layer fits one span: unit → FORM, TOPIC, NEAR, or EXACT for what was typed. */
  function fit(index, layer, span) {
    const found = new Map();
    const put = (units, level) => {
      for (const unit of units) if (!(found.get(unit) <= level)) found.set(unit, level);
    };
    put(union(span.ways.map((way) => phrase(index, layer, way))), EXACT);
    // A phrase in quotation marks that authors use is meant as it stands, not as a wording of a wider topic.
    const meant = span.quoted && anyWay(index, "words", span.atoms).length > 0;
    for (const word of span.inflected) put(index.units(layer, word), FORM);
    for (const { slot, near } of span.concepts) {
      if (near && meant) continue;
      const held = index.concept(slot);
      const inWords = layer === "words";
      put(held.found(layer, "same"), near && inWords ? NEAR : FORM);
      if (layer === "records") put([slot], FORM);
      if (!inWords) continue;
      put(held.passages.map((one) => one.unit), TOPIC);
      put(held.found(layer, "near"), NEAR);
    }
    return found;
  }

  /** What fits a query in one layer: unit → level, the greatest of its spans' levels. */
  function fitting(index, layer, query) {
    const fits = query.spans.map((span) => fit(index, layer, span));
    const found = new Map();
    if (!fits.length) return found;
    fits.sort((a, b) => a.size - b.size);
    for (const unit of fits[0].keys()) {
      let level = EXACT;
      for (const one of fits) level = one.has(unit) ? Math.max(level, one.get(unit)) : Infinity;
      if (level < Infinity) found.set(unit, level === EXACT ? ALL : level);
    }
    const typed = intersection(query.parts.map((part) => anyWay(index, layer, part.atoms)));
    for (const unit of typed) found.set(unit, query.quoted ? EXACT : ALL);
    if (!query.quoted) {
      for (const unit of anyWay(index, layer, query.parts.flatMap((part) => part.atoms))) found.set(unit, EXACT);
    }
    const off = layer === "words" || layer === "summary" ? ["words", "summary"] : [layer];
    for (const part of query.not) {
      for (const other of off) for (const unit of anyWay(index, other, part.atoms)) found.delete(unit);
    }
    return found;
  }

  const GROUPS = [["exact", EXACT], ["all", ALL], ["form", FORM], ["topic", TOPIC], ["near", NEAR]];
  const LAYERS = ["words", "summary", "notes", "records"];
  const FACETS = ["author", "outlet", "topic", "year"];

  const OF_ARTICLE = FACETS.filter((facet) => facet !== "topic");
  const UNITS = 2 ** 31; // more than there are units, so that a day and a unit are one number to sort by

  /**
   * The results of a query: `groups` [{key, layer, level, hits}], hits being units in order of date, records by name;
   * `facets`, name → value → how many hits it would leave; `layers`, layer → how many hits it has; `total`. `chosen`
   * names for each facet, and for `layer`, the values that a reader chose. A paragraph found in the author's words is
   * not told again for its summary.
   */
  function evaluate(index, query, chosen = {}, layers = LAYERS) {
    const wanted = chosen.layer?.length ? layers.filter((layer) => chosen.layer.includes(layer)) : layers;
    const filters = Object.fromEntries(FACETS.map((facet) => [facet, chosen[facet]?.length ? new Set(chosen[facet]) : null]));
    const fails = (facet, values) => filters[facet] && !values.some((value) => filters[facet].has(value));
    const facets = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
    const add = (facet, value, number) => facets[facet].set(value, (facets[facet].get(value) || 0) + number);
    const counts = Object.fromEntries(layers.map((layer) => [layer, 0]));
    const kept = Object.fromEntries(LAYERS.map((layer) => [layer, GROUPS.map(() => [])]));
    const told = new Set();
    const articles = new Map(); // what all hits in an article share, told once

    function article(slot) {
      const values = index.values(slot);
      const failed = OF_ARTICLE.filter((facet) => fails(facet, values[facet]));
      const one = { values, failed, fits: 0, almost: 0 };
      articles.set(slot, one);
      return one;
    }

    /** Count a hit that is not of a record, and return whether it fits what was chosen. */
    function count(layer, unit, shown) {
      const slot = index.slot(unit);
      const one = articles.get(slot) || article(slot);
      if (one.failed.length > 1) return false;
      const topics = index.topics(layer, unit);
      const off = fails("topic", topics);
      if (off && one.failed.length) return false;
      const fit = !off && !one.failed.length;
      if (!shown) return fit;
      if (fit) one.fits += 1;
      else if (!off) one.almost += 1; // it counts for the facet that it fails
      if (fit || off) for (const topic of topics) add("topic", topic, 1);
      return fit;
    }

    const filtered = FACETS.some((facet) => filters[facet]);
    for (const layer of layers) {
      for (const [unit, level] of query.parts.length ? fitting(index, layer, query) : []) {
        const again = layer === "summary" && told.has(unit);
        const shown = wanted.includes(layer) && !again;
        const fit = layer === "records" ? !filtered : count(layer, unit, shown);
        if (layer === "words" && shown) told.add(unit);
        if (!fit) continue;
        counts[layer] += 1;
        const day = layer === "records" ? index.rank(unit) : articles.get(index.slot(unit)).values.day;
        if (shown) kept[layer][level].push(day * UNITS + unit);
      }
    }
    for (const { values, failed, fits, almost } of articles.values()) {
      for (const facet of OF_ARTICLE) {
        const number = fits + (failed[0] === facet ? almost : 0);
        if (number) for (const value of values[facet]) add(facet, value, number);
      }
    }

    const groups = [];
    const group = (key, layer, level, keys) => {
      if (keys.length) groups.push({ key, layer, level, hits: [...Float64Array.from(keys).sort()].map((one) => one % UNITS) });
    };
    for (const [key, level] of GROUPS) group(key, "words", level, kept.words[level]);
    group("summary", "summary", FORM, kept.summary.flat());
    group("notes", "notes", FORM, kept.notes.flat());
    const itself = new Set(query.spans?.flatMap((span) => span.concepts.map((one) => one.slot)));
    const records = kept.records.flat();
    group("record", "records", FORM, records.filter((one) => itself.has(one % UNITS)));
    group("records", "records", FORM, records.filter((one) => !itself.has(one % UNITS)));
    return { groups, facets, layers: counts, total: groups.reduce((sum, one) => sum + one.hits.length, 0) };
  }

  /**
   * Ask an index: {plan, found, unused}, the last being the known forms that were typed and that no author uses.
   * With `all` every layer is waited for; without it, those that the index has at first.
   */
  async function ask(index, query, chosen, all) {
    const asked = parse(query);
    await index.knowing(asked);
    const planned = plan(asked, (term) => index.formsUnder(term));
    await index.having(planned, all);
    phrases = new Map();
    const unused = planned.spans.filter((span) => span.concepts.length && !anyWay(index, "words", span.atoms).length);
    return { plan: planned, found: evaluate(index, planned, chosen, index.layers), unused };
  }

  // --- What is shown -------------------------------------------------------------------------------------------------

  /**
   * The sequences of atoms that count as found, for marking: what was typed as a whole, and known forms, or, `apart`, its
   * words wherever they stand.
   */
  function sought(query, forms = [], apart = false) {
    const whole = query.quoted || apart ? query.parts.map((part) => part.atoms) : [query.parts.flatMap((part) => part.atoms)];
    const inflected = apart || query.spans.length === 1 ? query.spans.flatMap((span) => span.inflected.map((word) => [word])) : [];
    return [...whole.flatMap(ways), ...inflected, ...forms.flatMap(formWays)];
  }

  /** Where any of some sequences of atoms stands in a text: [start, end] in characters, rising, none overlapping. */
  function matches(text, sequences) {
    const held = atoms(text);
    const found = [];
    const beginning = new Map();
    for (const sequence of sequences) {
      beginning.set(sequence[0], [...(beginning.get(sequence[0]) || []), sequence]);
    }
    held.forEach(({ atom }, i) => {
      for (const sequence of beginning.get(atom) || []) {
        if (sequence.every((one, j) => held[i + j]?.atom === one)) found.push([i, i + sequence.length]);
      }
      let joined = atom; // a word with hyphens that was asked for without them
      for (let j = i + 1; held[j]?.joint === "-"; ) {
        joined += held[j++].atom;
        if (beginning.get(joined)?.some((one) => one.length === 1) && held[j]?.joint !== "-") found.push([i, j]);
      }
    });
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const kept = [];
    for (const [from, to] of found) {
      const last = kept.at(-1);
      if (last && from < last[1]) last[1] = Math.max(last[1], to);
      else kept.push([from, to]);
    }
    return kept.map(([from, to]) => [held[from].start, held[to - 1].end]);
  }

  /** A text cut to about `width` characters around its first match: {before, pieces: [[text, found]], after}. */
  function snippet(text, sequences, width = 260) {
    const found = matches(text, sequences);
    let start = 0;
    let end = text.length;
    if (text.length > width * 1.3) {
      const at = found.length ? found[0][0] : 0;
      start = at < width * 0.6 ? 0 : at - Math.floor(width / 3);
      end = Math.min(text.length, start + width);
      const word = (place, step) => {
        while (place > 0 && place < text.length && /[^\s\u3000]/.test(text[place]) && Math.abs(place - at) < width * 2) {
          if (unspaced(text[place])) break;
          place += step;
        }
        return place;
      };
      if (start) start = word(start, 1);
      if (end < text.length) end = word(end, -1);
    }
    const pieces = [];
    let done = start;
    for (const [from, to] of found) {
      if (from < done || to > end) continue;
      pieces.push([text.slice(done, from), false], [text.slice(from, to), true]);
      done = to;
    }
    pieces.push([text.slice(done, end), false]);
    return { cut: start > 0, pieces: pieces.filter(([words]) => words), more: end < text.length };
  }

  search.core = {
    fold, atoms, tokens, key, parse, ways, formWays, phrase, inflections, first, regions, stepsOf, plan, evaluate, ask, sought,
    matches, snippet, unspaced, LAYERS, FACETS,
  };
})(globalThis);
