// Suggestions for a query that finds nothing: known forms that are spelt nearly so. A part of the query core.
(function (root) {
  const search = (root.editionSearch ||= {});
  const { atoms, key, unspaced } = search.core;

  /** The distance of two words by insertion, deletion, change and exchange of neighbours, up to a limit. */
  function distance(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
      if (Math.min(...row) > limit) return limit + 1;
    }
    return last[other.length];
  }

  const allowed = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  /** Known forms that may be meant by words that are found nowhere, the likeliest first, at most three queries. */
  function suggest(query, forms, isKnown) {
    const typed = query.parts.flatMap((part) => part.atoms);
    const whole = key(typed);
    const found = new Map();
    const offer = (form, far) => {
      if (key(atoms(form).map((one) => one.atom)) !== whole && !(found.get(form) <= far)) found.set(form, far);
    };
    const words = new Map();
    for (const form of forms) {
      const held = atoms(form).map((one) => one.atom);
      const text = key(held);
      if (text.replaceAll(" ", "") === whole.replaceAll(" ", "")) offer(form, 0);
      const far = distance(whole, text, allowed(whole));
      if (far <= allowed(whole)) offer(form, far);
      for (const [i, one] of atoms(form).entries()) if (!unspaced(held[i])) words.set(one.atom, form.slice(one.start, one.end));
    }
    let far = 0;
    const mended = typed.map((atom) => {
      if (unspaced(atom) || isKnown(atom) || words.has(atom)) return atom;
      const near = [...words].map(([word, shown]) => [distance(atom, word, allowed(atom)), shown]).sort((a, b) => a[0] - b[0])[0];
      if (!near || near[0] > allowed(atom)) return atom;
      far += near[0];
      return near[1];
    });
    if (far) offer(mended.join(" "), far + 0.5);
    return [...found].sort((a, b) => a[1] - b[1] || a[0].length - b[0].length).slice(0, 3).map(([form]) => form);
  }

  Object.assign(search, { distance, suggest });
})(globalThis);
