// Reads {locale, styles: {key: XML}, items: [CSL-JSON]} from standard input and prints, for each style and item, the
// entry of a bibliography and the footnote, as HTML. Each item is rendered by itself, so that none disambiguates another.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");

const CSL = createRequire(`${process.argv[2]}/`)("citeproc");
const { locale, styles, items } = JSON.parse(readFileSync(0, "utf8"));
const found = {};
for (const [key, style] of Object.entries(styles)) {
  found[key] = {};
  for (const item of items) {
    const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: () => item }, style);
    engine.setOutputFormat("html");
    engine.opt.development_extensions.wrap_url_and_doi = false;
    engine.updateItems([item.id]);
    const [entry] = engine.makeBibliography()[1];
    const note = engine.opt.xclass === "note" ? engine.makeCitationCluster([{ id: item.id }]) : "";
    found[key][item.id] = { entry: entry.replace(/<\/?div[^>]*>/g, "").trim(), note };
  }
}
process.stdout.write(JSON.stringify(found));
