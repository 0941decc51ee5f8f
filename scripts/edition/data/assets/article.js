// The article page: cards of marked names, notes beside their paragraphs, the map, the editor's layer remembered.
// Without scripts a name is a link to its page, notes stand at the foot, and the layer's switch works by style alone.
(function () {
  // Cards. The name stays a link: with a modifier key, or without a card, it leads to the record's page.
  const cards = new Map([...document.querySelectorAll(".ed-card")].map((card) => [card.dataset.for, card]));
  let opener = null;

  function place(card, link) {
    const gap = 6;
    const there = link.getClientRects()[0] || link.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const left = Math.min(Math.max(gap, there.left), innerWidth - width - gap);
    const below = there.bottom + gap;
    const top = below + height < innerHeight ? below : Math.max(gap, there.top - height - gap);
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
  }

  function open(card, link) {
    card.showPopover();
    opener = link;
    link.setAttribute("aria-expanded", "true");
    place(card, link);
  }

  for (const link of document.querySelectorAll(".ed-mention")) {
    const card = cards.get(link.getAttribute("href"));
    if (!card) continue;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      const again = opener === link && card.matches(":popover-open") && !("peek" in card.dataset);
      card.hidePopover();
      delete card.dataset.peek;
      if (again) return;
      open(card, link);
      card.querySelector("a").focus({ preventScroll: true });
    });
    // preview.js asks for this: shown while the pointer or the focus is on the name, and without taking the focus.
    link.addEventListener("edition:peek", () => {
      card.dataset.peek = "";
      open(card, link);
    });
  }
  for (const card of cards.values()) {
    card.addEventListener("toggle", (event) => {
      if (event.newState !== "closed" || !opener) return;
      opener.setAttribute("aria-expanded", "false");
      const peeked = "peek" in card.dataset;
      delete card.dataset.peek;
      if (peeked && !card.contains(document.activeElement)) opener = null;
      else if (card.contains(document.activeElement) || document.activeElement === document.body) opener.focus({ preventScroll: true });
      opener = null;
    });
  }
  // A card goes with its name while the page moves, and closes when the name is out of sight.
  addEventListener("scroll", () => {
    if (!opener) return;
    const card = cards.get(opener.getAttribute("href"));
    const { top, bottom } = opener.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) card.hidePopover();
    else place(card, opener);
  }, { passive: true });

  // Notes: at the foot, or beside their paragraphs where there is a margin; on paper at the foot again.
  const list = document.querySelector(".ed-notes__list");
  const notes = list ? [...list.children] : [];
  const wide = matchMedia("(min-width: 58.0625em)");

  function arrange() {
    // Beside a paragraph its notes come first, in their order.
    for (const note of wide.matches ? [...notes].reverse() : notes) {
      const margin = document.querySelector(`#${note.dataset.paragraph} .ed-beside`);
      if (wide.matches) margin.prepend(note);
      else list.append(note);
    }
    if (list) list.parentElement.hidden = wide.matches;
    layOut();
  }

  // What stands beside a paragraph begins level with it, or below what stands above, so that nothing overlaps and
  // the text keeps its own rhythm.
  const text = document.querySelector(".ed-text");
  const besides = [...document.querySelectorAll(".ed-beside")];

  // The margin may run on beside what follows the text, which leaves it free; what spans the page begins below it.
  const article = document.querySelector(".ed-article");
  const spanning = document.querySelector(".ed-onward");
  function makeRoom(floor) {
    if (spanning) spanning.style.marginTop = "";
    article.style.paddingBottom = "";
    if (!floor) return;
    const bottom = text.getBoundingClientRect().top + floor;
    if (spanning) {
      const short = bottom - spanning.getBoundingClientRect().top;
      if (short > 0) spanning.style.marginTop = `${parseFloat(getComputedStyle(spanning).marginTop) + short}px`;
    } else {
      const short = bottom - article.getBoundingClientRect().bottom;
      if (short > 0) article.style.paddingBottom = `${short}px`;
    }
  }

  function layOut() {
    text.classList.toggle("ed-text--laid", wide.matches);
    let floor = 0;
    for (const beside of besides) {
      const top = Math.max(floor, beside.parentElement.offsetTop);
      beside.style.top = wide.matches ? `${top}px` : "";
      floor = top + beside.offsetHeight + 12;
    }
    makeRoom(wide.matches ? floor : 0);
  }

  arrange();
  wide.addEventListener("change", arrange);
  const observer = new ResizeObserver(layOut);
  for (const beside of besides) observer.observe(beside);
  observer.observe(document.documentElement);
  addEventListener("beforeprint", () => {
    for (const note of notes) list.append(note);
    if (list) list.parentElement.hidden = false;
    text.classList.remove("ed-text--laid");
    makeRoom(0);
  });
  addEventListener("afterprint", arrange);
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) target.scrollIntoView({ behavior: "instant" });

  // The map says where one is: at the last paragraph that begins above the reading line, just below the window's edge.
  const LINE = 100;
  const stops = [...document.querySelectorAll(".ed-map a")].map((link) => [link, document.getElementById(link.hash.slice(1))]);
  let due = 0;
  function locate() {
    due = 0;
    const passed = stops.filter(([, paragraph]) => paragraph.getBoundingClientRect().top < LINE);
    const here = passed.length ? passed.at(-1)[0] : null;
    for (const [link] of stops) {
      if (link === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    const map = here && here.closest(".ed-map");
    if (map && map.scrollHeight > map.clientHeight) map.scrollTop = here.offsetTop - map.clientHeight / 2;
  }
  if (stops.length) {
    locate();
    addEventListener("scroll", () => (due ||= requestAnimationFrame(locate)), { passive: true });
  }

  // The editor's layer.
  const layer = document.getElementById("ed-layer");
  if (layer) {
    try {
      layer.checked = localStorage.getItem("edition-layer") !== "off";
      layer.addEventListener("change", () => localStorage.setItem("edition-layer", layer.checked ? "on" : "off"));
    } catch {
      // No storage: the switch holds for this page.
    }
  }
})();
