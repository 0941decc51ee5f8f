// Answers questions to the search scripts, one JSON value a line: as the page asks them, without the page.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");

const assets = process.argv[2];
const opened = new Map();

/** The scripts as a page loads them, over an index in a folder. */
async function open(folder, packing) {
  const search = (globalThis.editionSearch = {});
  for (const name of ["search-core.js", "search-index.js", `search-${packing}.js`]) {
    load(name);
  }
  search.asked = [];
  search.fetchPart = async (address) => {
    search.asked.push(path.basename(address));
    (0, eval)(fs.readFileSync(address, "utf8"));
  };
  return { search, index: await search.open(`${folder}/`) };
}

async function at(folder, packing) {
  const name = `${packing} ${folder}`;
  if (!opened.has(name)) opened.set(name, await open(folder, packing));
  globalThis.editionSearch = opened.get(name).search;
  return opened.get(name);
}

function load(name) {
  (0, eval)(fs.readFileSync(path.join(assets, name), "utf8"));
}

function suggestions() {
  if (!globalThis.editionSearch?.core) load("search-core.js");
  if (!globalThis.editionSearch.suggest) load("search-suggest.js");
  return globalThis.editionSearch;
}

const commands = {
  async suggest({ query, forms, known }) {
    const { core, suggest } = suggestions();
    return suggest(core.parse(query), forms, (atom) => known.includes(atom));
  },
  async distance({ one, other, limit }) {
    return suggestions().distance(one, other, limit);
  },
  /** Call a function of the core with values, results plain. */
  async core({ name, values }) {
    if (!globalThis.editionSearch?.core) load("search-core.js");
    return globalThis.editionSearch.core[name](...values);
  },
  /** What a query means and finds: its plan, and groups with article and paragraph of each hit. */
  async query({ folder, packing, query, chosen, fresh }) {
    if (fresh) opened.delete(`${packing} ${folder}`);
    const { search, index } = await at(folder, packing);
    search.asked.length = 0;
    const { plan, found, unused } = await search.core.ask(index, query, chosen || {}, true);
    const units = found.groups.flatMap((group) => (group.layer === "records" ? [] : group.hits.map((unit) => index.slot(unit))));
    await index.articlesOf([...new Set(units)]);
    await index.conceptsOf(found.groups.flatMap((g) => (g.layer === "records" ? g.hits : [])));
    const groups = found.groups.map((group) => ({
      key: group.key,
      hits: group.hits.map((unit) => {
        const shown = index.shown(group.layer, unit);
        if (shown.concept) return shown.concept.address;
        const id = shown.note ? `n-${shown.note.key}` : shown.id;
        return shown.article.address.split("/")[1] + (id ? `#${id}` : "");
      }),
    }));
    const facets = Object.fromEntries(Object.entries(found.facets).map(([name, held]) => [name, Object.fromEntries([...held].sort())]));
    for (const span of plan.spans) for (const ref of span.concepts) ref.address = index.concept(ref.slot).address;
    return { plan, groups, facets, layers: found.layers, unused: unused.map((span) => span.atoms.join(" ")), asked: [...search.asked] };
  },
};

const lines = readline.createInterface({ input: process.stdin });
lines.on("line", async (line) => {
  lines.pause();
  let answer;
  try {
    const { command, ...rest } = JSON.parse(line);
    answer = { value: await commands[command](rest) };
  } catch (error) {
    answer = { error: error.stack };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  lines.resume();
});
