// Results in the edition's notes and records, as the search page shows them: the small packing has these after its
// first results, the large one with them.
(function () {
  const search = window.editionSearch;

  search.ours = {
    headings: {
      notes: ["In the edition’s notes", "What the editor adds; not the author’s words."],
      record: ["The record", "What the edition says of it."],
      records: ["In biographies and records", "The edition’s words on people, places, events and topics."],
    },

    record({ address, label, kind, texts }, query, { made, link, literal, marksIn, ours }) {
      const sequences = marksIn(texts, query);
      const text = texts.slice(1).find((one) => search.core.matches(one, sequences).length) || texts[1] || "";
      const marks = [...new Set(literal(text, sequences))];
      const head = made("h3", {}, link(address, "", marks, "", label), " ", made("span", { className: "ed-when" }, kind));
      return { head, key: address, body: ours("the edition’s record", text, sequences) };
    },

    note({ type, text }, query, { literal, marksIn, ours }) {
      const sequences = marksIn([text], query);
      return [literal(text, sequences), ours(`the edition’s note, ${type.replace("-", " ")}`, text, sequences)];
    },
  };
})();
