// Reads the large packing of the search index: buckets that are fetched by the words of a query.
(function (root) {
  const search = (root.editionSearch ||= {});
  const { LAYERS, first, regions, stepsOf, unspaced, ways } = search.core;

  // Numbers as characters, as scripts/edition/search/codec.py writes them.
  const digits = new Uint8Array(128);
  let known = 0;
  for (let c = 0x20; c < 0x7f; c += 1) if (!'"\\<'.includes(String.fromCharCode(c))) digits[c] = known++;
  const BASE = known / 2;

  function numbers(text) {
    const found = [];
    let number = 0;
    for (let i = 0; i < text.length; i += 1) {
      const digit = digits[text.charCodeAt(i)];
      if (digit < BASE) {
        found.push(number * BASE + digit);
        number = 0;
      } else {
        number = number * BASE + digit - BASE;
      }
    }
    return found;
  }

  function rising(text) {
    let number = 0;
    return numbers(text).map((step) => (number += step));
  }

  /** The places of a term in each of some units, as `codec.places` writes them. */
  function placesOf(text, units) {
    const found = new Map();
    const steps = numbers(text);
    let i = 0;
    for (const unit of units) {
      const held = [];
      let place = 0;
      let step;
      do {
        step = steps[i++];
        held.push((place += step >> 1));
      } while (step % 2);
      found.set(unit, held);
    }
    return found;
  }

  /** A term as the names of buckets begin: letters a to z and figures as they are, others by their code points. */
  const path = (term) =>
    [...term].map((c) => (/[a-z0-9]/i.test(c) ? c : `~${c.codePointAt(0).toString(16).padStart(5, "0")}`)).join("");

  /** The terms under which forms must be looked up before `plan`. */
  function firstTerms(asked) {
    const found = new Set();
    for (const { atoms: held } of regions(asked)) {
      held.forEach((atom, at) => {
        found.add(atom).add(first(held, at));
        if (at + 1 < held.length && !unspaced(atom) && !unspaced(held[at + 1])) found.add(atom + held[at + 1]);
      });
    }
    return [...found];
  }

  /** Every term whose places in texts `evaluate` asks for, and whether it asks where they stand within a paragraph. */
  function needs(query) {
    const terms = new Set();
    let places = false;
    const add = (held) => {
      const steps = stepsOf(held);
      for (const step of steps) for (const term of step.terms) terms.add(term);
      places ||= steps.length > 1;
    };
    for (const span of query.spans) [...span.ways, ...span.inflected.map((word) => [word])].forEach(add);
    for (const part of [...query.parts, ...query.not]) ways(part.atoms).forEach(add);
    if (!query.quoted && query.parts.length > 1) ways(query.parts.flatMap((part) => part.atoms)).forEach(add);
    return { terms: [...terms], places, concepts: [...new Set(query.spans.flatMap((s) => s.concepts.map((c) => c.slot)))] };
  }

  class Buckets extends search.Index {
    constructor(base, head) {
      super(base, head);
      this.layers = LAYERS;
      this.names = new Set(head.buckets);
      this.cache = new Map();
      this.columns = null;
    }

    /** The name of a term's bucket, null where there is none: the term's own with a full stop, or a beginning of it. */
    bucket(term) {
      const whole = path(term);
      if (this.names.has(`${whole}.`)) return `${whole}.`;
      for (let end = whole.length; end >= 0; end -= 1) if (this.names.has(whole.slice(0, end))) return whole.slice(0, end);
      return null;
    }

    async parts(sort, names) {
      await Promise.all([...new Set(names)].filter((one) => one !== null).map((one) => search.load(this.base, `${sort}-${one}`)));
    }

    /** Load what is known of the forms that a query may hold. */
    knowing(asked) {
      return this.words(firstTerms(asked));
    }

    /** Load all that decides what a query finds. */
    async having(query) {
      const { terms, places, concepts } = needs(query);
      await Promise.all([this.words(terms), this.conceptsOf(concepts), this.facets()]);
      if (places) await this.places(terms);
    }

    words(terms) {
      return this.parts("t", terms.map((term) => this.bucket(term)));
    }

    places(terms) {
      return this.parts("p", terms.filter((term) => this.held(term)).map((term) => this.bucket(term)));
    }

    conceptsOf(slots) {
      return this.parts("c", slots.map((slot) => this.together(slot)));
    }

    /** The file that a concept is in. */
    together(slot) {
      return Math.floor(slot / this.head.together);
    }

    articlesOf(slots) {
      return this.parts("a", slots);
    }

    async facets() {
      if (this.columns) return;
      await this.parts("f", this.head.blocks);
      const columns = new Map();
      for (const name of this.head.blocks) readColumns(search.taken(`f-${name}`), columns, this.head);
      this.columns = columns;
    }

    async more() {}

    forms() {
      return search.load(this.base, "forms");
    }

    held(term) {
      return search.taken(`t-${this.bucket(term)}`)?.words[term];
    }

    formsUnder(term) {
      return search.taken(`t-${this.bucket(term)}`)?.forms[term] || {};
    }

    remembered(name, make) {
      if (!this.cache.has(name)) this.cache.set(name, make());
      return this.cache.get(name);
    }

    units(layer, term) {
      const held = this.held(term);
      return held ? this.remembered(`${layer} ${term}`, () => rising(held[LAYERS.indexOf(layer)] || "")) : [];
    }

    placed(layer, term) {
      const units = this.units(layer, term);
      if (!units.length) return new Map();
      const held = search.taken(`p-${this.bucket(term)}`)[term][LAYERS.indexOf(layer)];
      return this.remembered(`places ${layer} ${term}`, () => placesOf(held, units));
    }

    concept(slot) {
      return this.remembered(`concept ${slot}`, () => {
        const held = search.taken(`c-${this.together(slot)}`)[slot];
        const lists = (role) => held.found[role].map(rising);
        const found = { same: lists("same"), near: lists("near") };
        const passages = held.passages.map(([unit, basis, ...words]) => search.passage(unit, basis, words));
        return { ...held, passages, found: (layer, role) => found[role][LAYERS.indexOf(layer)] || [] };
      });
    }

    article(slot) {
      return search.taken(`a-${slot}`);
    }

    /** The place of a concept among all, by name. */
    rank(slot) {
      return this.remembered("ranks", () => new Map(numbers(this.head.order).map((one, at) => [one, at]))).get(slot);
    }

    /** What an article is filed under. */
    values(slot) {
      return this.columns.get(slot);
    }

    /** The topics of a paragraph, or of the one that a note belongs to. */
    topics(layer, unit) {
      const held = this.columns.get(this.slot(unit));
      const number = unit % this.stride;
      return held.topics(layer === "notes" ? held.notes[number] : number);
    }
  }

  /** Read a block of facets: for each article its authors, outlet, year and day, and the topics of each unit. */
  function readColumns(block, into, head) {
    const named = (kind) => {
      for (const [key, label] of block[kind]) (head[kind] ||= {})[key] = label;
      return block[kind].map(([key]) => key);
    };
    const names = { author: named("authors"), outlet: named("outlets"), topic: named("topics") };
    const lists = ([counts, values]) => {
      const held = numbers(values);
      let at = 0;
      return numbers(counts).map((count) => held.slice(at, (at += count)));
    };
    const [authors, topics, units, notes] = [block.author, block.topic, block.unit, block.note].map(lists);
    const outlets = numbers(block.outlet);
    const days = numbers(block.day);
    const date = new Date(0);
    rising(block.slots).forEach((slot, at) => {
      const day = block.first + days[at];
      date.setTime((day - 719163) * 864e5); // of 1970-01-01, counted as Python counts days
      const year = block.years[slot] ?? String(date.getUTCFullYear()).padStart(4, "0");
      let last = 0;
      const own = topics[at].map((step) => names.topic[(last += step)]);
      const sets = new Map();
      const ofMask = (mask) => {
        if (!sets.has(mask)) sets.set(mask, own.filter((_, bit) => Math.floor(mask / 2 ** bit) % 2));
        return sets.get(mask);
      };
      into.set(slot, {
        author: authors[at].map((one) => names.author[one]),
        outlet: [names.outlet[outlets[at]]],
        year: [year],
        day,
        notes: notes[at],
        topics: (number) => ofMask(units[at][number] || 0),
      });
    });
  }

  search.reader = (base, head) => new Buckets(base, head);
  search.decode = { numbers, rising, placesOf };
})(globalThis);
