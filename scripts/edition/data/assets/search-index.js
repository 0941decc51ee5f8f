// Loads the search index, whose parts are scripts that call `take`, so that a page opened from disk can have them too;
// and what both packings offer alike. search-bundle.js and search-buckets.js read one packing each; docs/searching.md
// describes the parts.
(function (root) {
  const search = (root.editionSearch ||= {});
  const loading = new Map();
  const taken = new Map();

  /** Called by each part of the index as it arrives. */
  search.take = (name, value) => taken.set(name, value);
  search.taken = (name) => taken.get(name);

  /** Load a part of the index unless it is there; fails with an Error that names it. */
  search.load = (base, name) => {
    if (taken.has(name)) return Promise.resolve(taken.get(name));
    if (!loading.has(name)) {
      const loaded = search.fetchPart(`${base}${name}.js`).then(() => {
        if (!taken.has(name)) throw new Error(`${name} is no part of the index`);
        return taken.get(name);
      });
      loaded.catch(() => loading.delete(name)); // so that it can be asked for again
      loading.set(name, loaded);
    }
    return loading.get(name);
  };

  /** Run a script of the site; replaced where there is no page, as in tests. */
  search.fetchPart = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${address} could not be loaded`));
      document.head.append(script);
    });

  /** Open the index below an address. */
  search.open = async (base) => search.reader(base, await search.load(base, "index"));

  search.Index = class {
    constructor(base, head) {
      this.base = base;
      this.head = head;
      this.stride = head.stride;
    }

    slot(unit) {
      return Math.floor(unit / this.stride);
    }

    /** What is shown of a hit: {concept}, or {article, id} with {note} or with {words, summary}. */
    shown(layer, unit) {
      if (layer === "records") return { concept: this.concept(unit) };
      const article = this.article(this.slot(unit));
      const number = unit % this.stride;
      if (layer !== "notes") {
        const [id, words, summary] = article.units[number];
        return { article, id, words, summary };
      }
      const [key, at, type, text] = article.notes[number];
      return { article, id: article.units[at][0], note: { key, type, text } };
    }
  };

  const BASES = ["form", "words", "reading", "tagged"];
  search.passage = (unit, basis, words) => ({ unit, basis: BASES[basis], words });
})(globalThis);
