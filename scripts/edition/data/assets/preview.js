// What an internal link leads to, shown while the pointer or the focus is on it. The link stays a plain link. A marked
// name shows the card that the page holds; a paragraph of this page is read from it; other pages are fetched from the
// site itself, once. It can be dismissed (Esc), pointed at, and stays until pointer and focus are gone (WCAG 1.4.13).
(function () {
  const PLACES = /\/(articles|topics|people|organisations|places|events|documents|concepts|outlets)\/[^/]+\/$/;
  const WAIT = 350; // milliseconds that pointer or focus rest on a link before it shows anything
  const LINGER = 250; // for the way from the link to what it shows
  const WORDS = 320; // signs of a paragraph that are shown
  const main = document.getElementById("main");
  if (!main || !HTMLElement.prototype.showPopover) return;

  const pages = new Map();
  let shown = null; // { link, box, own } while something is shown
  let waiting = 0;
  let leaving = 0;

  const box = document.createElement("div");
  box.className = "ed-card ed-preview";
  box.id = "ed-preview";
  box.setAttribute("role", "tooltip");
  box.setAttribute("popover", "manual");
  main.append(box);

  /** What a link leads to, of what can be shown: its address without the fragment, and the fragment. */
  function target(link) {
    if (!link || !link.matches("a[href]") || link.closest(".ed-card, .ed-map, .ed-note__links, h1") || link.matches(".ed-num, .ed-citelink, .ed-report, .ed-self")) return null;
    const address = new URL(link.href);
    if (address.origin !== location.origin && address.protocol !== "file:") return null;
    const path = address.pathname.replace(/index\.html$/, "");
    const here = location.pathname.replace(/index\.html$/, "");
    const id = decodeURIComponent(address.hash.slice(1));
    if (path === here) return /^p\d/.test(id) || /^n-/.test(id) ? { id, page: document } : null;
    if (location.protocol === "file:" || !PLACES.test(path)) return null;
    return { id, path };
  }

  async function fetched(path) {
    if (!pages.has(path)) {
      pages.set(path, fetch(path).then(async (answer) => {
        if (!answer.ok) throw new Error(answer.statusText);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      }));
    }
    return pages.get(path);
  }

  const text = (element) => {
    if (!element) return "";
    const copy = element.cloneNode(true);
    for (const mark of copy.querySelectorAll(".ed-ref, .ed-hidden, .ed-note__links")) mark.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const cut = (words) => (words.length > WORDS ? `${words.slice(0, words.lastIndexOf(" ", WORDS))} …` : words);

  /** The parts of a preview as lines: class, words, language. */
  function told(page, id) {
    const lines = [];
    const say = (name, words, from) => words && lines.push([name, words, from && from.closest("[lang]") ? from.closest("[lang]").lang : "en"]);
    const head = page.querySelector("#main h1");
    const place = id && page.getElementById(id);
    const paragraph = place && place.closest(".ed-para");
    const note = place && place.closest(".ed-note");
    if (note) {
      say("ed-card__name", text(note.querySelector(".ed-note__type")));
      say("ed-card__said", cut(text(note.lastElementChild)));
      say("ed-card__whose", "Note by the editor");
      return { lines };
    }
    if (paragraph) {
      const layers = paragraph.querySelector("[data-layer]") || paragraph.closest("[data-layer]");
      const summary = layers && layers.dataset.layer === "regest";
      const words = paragraph.querySelector(".ed-words");
      if (!words) return null;
      if (page !== document) say("ed-card__name", text(head), head);
      say("ed-card__whose", `Paragraph ${id.slice(1)}, ${summary ? "the edition’s summary" : "the author’s text"}`);
      say("ed-card__words", cut(text(words)), words);
      return { lines, summary };
    }
    say("ed-card__name", text(head), head);
    say("ed-card__whose", text(page.querySelector("#main .ed-kicker")));
    if (page.querySelector(".ed-article")) say("ed-card__said", text(page.querySelector(".ed-byline")));
    say("ed-card__said", cut(text(page.querySelector("#main .ed-scope"))));
    return lines.length ? { lines } : null;
  }

  function fill({ lines, summary }) {
    box.classList.toggle("ed-card--summary", Boolean(summary));
    box.replaceChildren(...lines.map(([name, words, lang]) => {
      const line = document.createElement("p");
      line.className = name;
      line.lang = lang;
      line.textContent = words;
      return line;
    }));
  }

  function put(card, link) {
    const gap = 6;
    const there = link.getClientRects()[0] || link.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const below = there.bottom + gap + height < innerHeight || there.top < height + gap;
    card.style.left = `${Math.min(Math.max(gap, there.left), innerWidth - width - gap)}px`;
    card.style.top = `${below ? there.bottom + gap : there.top - height - gap}px`;
  }

  function hide() {
    clearTimeout(waiting);
    clearTimeout(leaving);
    if (!shown) return;
    const { link, card } = shown;
    shown = null;
    link.removeAttribute("aria-describedby");
    if (card.matches(":popover-open") && (card === box || "peek" in card.dataset)) card.hidePopover();
  }

  async function show(link, what) {
    const own = link.matches(".ed-mention") && [...document.querySelectorAll(".ed-card[data-for]")].find((card) => card.dataset.for === link.getAttribute("href"));
    let card = own;
    if (!own) {
      let found;
      try {
        found = told(what.page || (await fetched(what.path)), what.id);
      } catch {
        return; // a page that cannot be had shows nothing; the link is there
      }
      if (!found || wanted !== link) return;
      fill(found);
      card = box;
    }
    if (document.querySelector(".ed-card:popover-open") && !shown) return; // a card that the reader opened stays
    hide();
    shown = { link, card };
    if (own) link.dispatchEvent(new CustomEvent("edition:peek"));
    else card.showPopover();
    put(card, link);
    link.setAttribute("aria-describedby", card.id);
  }

  let wanted = null;
  function want(link) {
    const what = target(link);
    if (!what) return false;
    clearTimeout(leaving);
    if (shown && shown.link === link) return true;
    wanted = link;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(link, what), WAIT);
    return true;
  }
  function leave() {
    wanted = null;
    clearTimeout(waiting);
    clearTimeout(leaving);
    leaving = setTimeout(hide, LINGER);
  }

  main.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (shown && event.target.closest(".ed-card") === shown.card) return clearTimeout(leaving);
    if (!want(event.target.closest("a[href]")) && (shown || wanted)) leave();
  });
  main.addEventListener("pointerleave", () => (shown || wanted) && leave());
  main.addEventListener("focusin", (event) => {
    const link = event.target.closest("a[href]");
    if (link && link.matches(":focus-visible")) want(link);
  });
  main.addEventListener("focusout", () => (shown || wanted) && leave());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      wanted = null;
      hide();
    }
  });
  document.addEventListener("click", () => {
    wanted = null;
    clearTimeout(waiting);
    if (shown && shown.card === box) hide();
    else if (shown) shown = null; // the card is the reader's now
  }, true);
  addEventListener("scroll", () => shown && put(shown.card, shown.link), { passive: true });
})();
