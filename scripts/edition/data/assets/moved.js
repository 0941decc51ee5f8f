// A page that leads on: to what took its place, with the place in the page that was asked for. Without scripts the
// reader follows the link, which the style sheet sets out for the place in the address.
(function () {
  const link = document.querySelector(".ed-moved__to");
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const listed = named && named.closest(".ed-moved__places li");
  const exact = listed && listed.querySelector("a");
  if (listed && !exact) return; // withdrawn, and told of here
  const target = new URL((exact || link).href);
  if (!exact && location.hash) target.hash = location.hash;
  if (!target.search) target.search = location.search;
  location.replace(target);
})();
