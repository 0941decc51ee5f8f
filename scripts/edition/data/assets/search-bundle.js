// Reads the small packing of the search index: one script with every text, in which the places of words are found
// here, and one with notes and records, which `more` adds.
(function (root) {
  const search = (root.editionSearch ||= {});
  const { core } = search;
  const text = (form) => (typeof form === "string" ? form : form[0]);

  class Bundle extends search.Index {
    constructor(base, head) {
      super(base, head);
      this.layers = ["words", "summary"];
      this.maps = { words: new Map(), summary: new Map(), notes: new Map(), records: new Map() };
      this.under = {};
      this.filed = new Map();
      this.concepts = head.concepts.map((held, slot) => this.made(held, slot));
      const topics = this.concepts.filter((one) => one.topic);
      head.topics = {};
      this.articles = head.articles.map(([id, names, date, texts, authors, outlet, day, year, held], slot) => {
        const units = held.map(([name, words, summary, ...said], number) => {
          const unit = slot * this.stride + number;
          for (const one of said) {
            const [topic, basis, ...quoted] = typeof one === "number" ? [one, 0] : one;
            const words_ = quoted.map((one) => (typeof one === "number" ? words[one] : one));
            head.topics[topics[topic].topic] = topics[topic].label; // those that are treated anywhere
            topics[topic].passages.push(search.passage(unit, basis, words_));
            for (let at = unit; at <= (number ? unit : unit + held.length - 1); at += 1) this.file(at, topics[topic].topic);
          }
          this.add("words", unit, words);
          this.add("summary", unit, summary ? [summary] : []);
          return [name, words, summary];
        });
        return { address: `articles/${id}/`, names, date, texts, authors, outlet, day, year, units, notes: [] };
      });
    }

    made([topic, same, near = [], off = []], slot) {
      same.forEach((form) => this.know(form, slot * 2));
      near.forEach((form) => this.know(text(form), slot * 2 + 1));
      const told = { address: topic && `topics/${topic}/`, kind: "", also: [], texts: [], passages: [] };
      return { ...told, slot, label: same[0], topic, same, near: near.map(text), found: this.finder(same, near, new Set(off)) };
    }

    file(unit, topic) {
      if (!this.filed.has(unit)) this.filed.set(unit, new Set());
      this.filed.get(unit).add(topic);
    }

    know(form, ref) {
      for (const way of core.formWays(form)) {
        const under = (this.under[core.first(way)] ||= {});
        const refs = (under[core.key(way)] ||= []);
        if (!refs.some((one) => one >> 1 === ref >> 1)) refs.push(ref);
      }
    }

    add(layer, unit, texts) {
      let at = 0;
      for (const one of texts) {
        const [held, end] = core.tokens(one, at);
        for (const [term, place] of held) {
          let units = this.maps[layer].get(term);
          if (!units) this.maps[layer].set(term, (units = new Map()));
          if (units.has(unit)) units.get(unit).push(place);
          else units.set(unit, [place]);
        }
        at = end + 2;
      }
    }

    /** A function that finds the units of a layer with any of a concept's forms, and remembers them. */
    finder(same, near, off) {
      const known = new Map();
      const any = (layer, form) => core.formWays(form).flatMap((way) => core.phrase(this, layer, way));
      const look = (layer, role) => {
        if (role === "same") return same.flatMap((form) => any(layer, form));
        const named = new Set(["words", "summary"].flatMap((one) => look(one, "same").map((unit) => this.slot(unit))));
        return near.flatMap((form) => {
          if (typeof form === "string") return any(layer, form);
          const within = form.length > 1 ? new Set(form.slice(1)) : named;
          return any(layer, form[0]).filter((unit) => within.has(this.slot(unit)));
        });
      };
      return (layer, role) => {
        const name = `${layer} ${role}`;
        if (!known.has(name)) {
          const counts = layer === "words" || layer === "summary" ? (unit) => !off.has(unit) : () => true;
          known.set(name, [...new Set(look(layer, role))].filter(counts).sort((a, b) => a - b));
        }
        return known.get(name);
      };
    }

    /** Add what the first results do without: notes and records. */
    async more() {
      if (this.layers.length > 2) return;
      const { authors, notes, others, told, order } = await search.load(this.base, "more");
      if (this.layers.length > 2) return;
      notes.forEach((held, slot) => {
        this.articles[slot].notes = held;
        held.forEach(([, , , words], number) => this.add("notes", slot * this.stride + number, [words]));
      });
      this.head.authors = authors;
      const first = this.concepts.length;
      this.concepts.push(...others.map((held, at) => this.made(held, first + at)));
      told.forEach(([address, kind, also, texts], slot) => {
        Object.assign(this.concepts[slot], { address, kind, also, texts });
        this.add("records", slot, texts);
      });
      this.ranks = new Map(order.map((slot, at) => [slot, at]));
      this.layers = core.LAYERS;
    }

    // What buckets must be asked for is here.
    async knowing() {}
    async having(query, all) {
      if (all) await this.more();
    }
    async conceptsOf() {}
    async articlesOf() {}

    async forms() {
      return this.concepts.flatMap((held) => [...held.same, ...held.near]);
    }

    formsUnder(term) {
      return this.under[term] || {};
    }

    units(layer, term) {
      return [...(this.maps[layer].get(term)?.keys() || [])];
    }

    placed(layer, term) {
      return this.maps[layer].get(term) || new Map();
    }

    concept(slot) {
      return this.concepts[slot];
    }

    article(slot) {
      return this.articles[slot];
    }

    rank(slot) {
      return this.ranks.get(slot);
    }

    /** What an article is filed under. */
    values(slot) {
      const { authors, outlet, year, day } = this.articles[slot];
      return { author: authors, outlet: [outlet], year: [year], day };
    }

    /** The topics of a paragraph, or of the one that a note belongs to. */
    topics(layer, unit) {
      const slot = this.slot(unit);
      const number = layer === "notes" ? this.articles[slot].notes[unit % this.stride][1] : unit % this.stride;
      return [...(this.filed.get(slot * this.stride + number) || [])];
    }
  }

  search.reader = (base, head) => new Bundle(base, head);
})(globalThis);
