// What the search page gains after its first results: what narrows them, suggestions, keys.
(function () {
  const search = window.editionSearch;
  const { core, page } = search;
  const { made, again, address, go, field, narrow, results, leaf } = page;
  const NAMES = { author: "Author", outlet: "Outlet", topic: "Topic", year: "Year" };
  const WHOSE = { words: "The authors’ words", summary: "The edition’s summaries", notes: "The edition’s notes", records: "Biographies and records" };
  const FEW = 8; // values of a facet that are shown at once

  // --- Did you mean ---------------------------------------------------------------------------------------------------

  async function suggestions(plan) {
    const { index } = page;
    const known = (atom) => core.LAYERS.some((layer) => index.units(layer, atom).length);
    const found = search.suggest(plan, await index.forms(), known);
    return found.length ? made("p", { className: "ed-known" }, "Did you mean ", ...found.flatMap((form, at) => [at ? ", " : "", again(form)]), "?") : null;
  }

  function topicsWith(plan) {
    const atoms = plan.parts.flatMap((part) => part.atoms);
    const sequences = atoms.flatMap((atom) => [[atom], ...core.inflections(atom).map((form) => [form])]);
    const found = Object.entries(page.index.head.topics).filter(([, label]) => core.matches(label, sequences).length);
    const links = found.slice(0, 6).flatMap(([id, label], at) => [at ? ", " : "", made("a", { href: `../topics/${id}/${leaf}` }, label)]);
    return links.length ? made("p", { className: "ed-known" }, "Topics with this word: ", ...links) : null;
  }

  // --- What narrows them ----------------------------------------------------------------------------------------------

  const inOrder = new Intl.Collator().compare;

  function choices(name, title, values, label, chosen, query, all) {
    const listed = [...values].filter(([value, number]) => number || chosen[name].includes(value)).map(([value, number]) => ({ value, number, label: label(value) }));
    if (name === "year") listed.sort((a, b) => inOrder(b.value, a.value));
    else if (name !== "layer") listed.sort((a, b) => b.number - a.number || inOrder(a.label, b.label));
    if (!listed.length || (listed.length === 1 && !chosen[name].length && name !== "layer")) return null;
    const box = ({ value, number, label: text }) => {
      const input = made("input", { type: "checkbox", name, value, checked: chosen[name].includes(value) });
      input.addEventListener("change", () => {
        const now = { ...all, [name]: input.checked ? [...chosen[name], value] : chosen[name].filter((one) => one !== value) };
        go(query, now).then(() => {
          const there = narrow.querySelector(`input[name="${name}"][value="${CSS.escape(value)}"]`);
          (there || narrow.querySelector(`[data-facet="${name}"] summary`))?.focus();
        });
      });
      return made("label", {}, input, made("span", {}, text), " ", made("span", { className: "ed-narrow__count" }, `${number}`));
    };
    const few = listed.slice(0, FEW).map(box);
    const rest = listed.slice(FEW);
    const attributes = { "data-facet": name };
    if (!rest.length) return made("fieldset", attributes, made("legend", {}, title), ...few);
    // Of many values most are never looked at: they are made when they are asked for.
    const more = made("details", {}, made("summary", {}, `${rest.length} more`));
    const unfolded = () => more.append(...rest.splice(0).map(box));
    if (rest.some(({ value }) => chosen[name].includes(value))) {
      unfolded();
      more.open = true;
    } else more.addEventListener("toggle", unfolded, { once: true });
    return made("fieldset", attributes, made("legend", {}, title), ...few, more);
  }

  function narrowing(found, query, chosen) {
    const layers = core.LAYERS.filter((layer) => layer in found.layers).map((layer) => [layer, found.layers[layer]]);
    const labels = { author: page.index.head.authors, outlet: page.index.head.outlets, topic: page.index.head.topics, year: {} };
    const sets = [
      choices("layer", "Whose words", layers, (layer) => WHOSE[layer], chosen, query, chosen),
      ...core.FACETS.map((name) => choices(name, NAMES[name], found.facets[name], (value) => labels[name][value] || value, chosen, query, chosen)),
    ];
    const any = Object.values(chosen).some((values) => values.length);
    const clear = made("a", { href: address(query), className: "ed-again ed-narrow__clear" }, "Clear all");
    narrow.querySelector(".ed-narrow__sets").replaceChildren(...sets.filter(Boolean), ...(any ? [clear] : []));
    narrow.hidden = !any && !found.total;
  }

  // --- Keys -------------------------------------------------------------------------------------------------------------

  // Keys: arrows go through the results, Escape empties the field and goes back to it.
  page.main.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && (field.value || location.search)) {
      event.preventDefault();
      go("", {}).then(() => field.focus());
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target.closest("input:not(#ed-search-q), select, summary")) return;
    const links = [...results.querySelectorAll(".ed-hit__link")];
    const now = links.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? now + 1 : now - 1;
    if (event.target !== field && now < 0) return;
    event.preventDefault();
    (next < 0 ? field : links[Math.min(next, links.length - 1)])?.focus();
  });

  const slash = document.getElementById("ed-search-slash");
  try {
    slash.checked = localStorage.getItem("edition-slash") !== "off";
    slash.addEventListener("change", () => localStorage.setItem("edition-slash", slash.checked ? "on" : "off"));
  } catch {
    slash.disabled = true; // no storage: the key stays as it is
  }

  const wide = matchMedia("(min-width: 60em)");
  const unfold = () => (narrow.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();

  search.aids = { narrow: narrowing, suggest: async (plan) => [await suggestions(plan), topicsWith(plan)] };
})();
