// Reads {locale, styles: {key: XML}, items: [CSL-JSON]} from standard input and prints, for each style and item, the
// entry of a bibliography and the footnote, as HTML. Each item is in the engine alone, so that none is told
// from another.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");

const CSL = createRequire(`${process.argv[2]}/`)("citeproc");
const { locale, styles, items } = JSON.parse(readFileSync(0, "utf8"));
const found = {};
for (const [key, style] of Object.entries(styles)) {
  found[key] = {};
  const byId = Object.fromEntries(items.map((item) => [item.id, item]));
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId[id] }, style);
  engine.setOutputFormat("html");
  engine.opt.development_extensions.wrap_url_and_doi = false;
  for (const { id } of items) {
    engine.updateItems([id]);
    const [entry] = engine.makeBibliography()[1];
    const note = engine.opt.xclass === "note" ? engine.makeCitationCluster([{ id }]) : "";
    found[key][id] = { entry: entry.replace(/<\/?div[^>]*>/g, "").trim(), note };
  }
}
process.stdout.write(JSON.stringify(found));
