/* Entry: wakes the components that a page holds, the service worker, and the small courtesies of every page. */
for (const meta of document.querySelectorAll('meta[name^="component:"]')) {
  const tag = meta.name.slice("component:".length);
  if (document.querySelector(tag)) import(meta.content);
}

const worker = document.documentElement.dataset.serviceWorker;
if (worker && "serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}), { once: true });
}

// Errors are read first: the summary takes the focus, and its links go into the field, not just to it.
document.querySelector("[data-focus]")?.focus();
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
  (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
});

// An open menu closes by Escape and by a tap beside it.
const menu = document.querySelector("details.account");
document.addEventListener("pointerdown", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Filters fold away on a phone; at a desk there is room for them.
if (matchMedia("(min-width: 900px)").matches) {
  for (const filters of document.querySelectorAll(".split-list .filter-panel")) filters.open = true;
}

const note = document.getElementById("offline-note");
const tellConnection = () => note && (note.hidden = navigator.onLine);
addEventListener("online", tellConnection);
addEventListener("offline", tellConnection);
tellConnection();

// From card to thing and back: the picture of the card that is followed becomes the picture of the page.
const cardPicture = (url) =>
  url && [...document.querySelectorAll(".card-title a")]
    .find((link) => link.href === url)?.closest(".card").querySelector(".card-picture");
const lend = (transition, url) => {
  if (!transition) return;
  const picture = cardPicture(url);
  const giveBack = () => picture && (picture.style.viewTransitionName = "");
  if (picture) picture.style.viewTransitionName = "thing";
  transition.finished.then(giveBack, giveBack);
  // A page without transitions may come next: fine.
  for (const promise of [transition.ready, transition.updateCallbackDone]) promise.catch(() => {});
};
addEventListener("pageswap", (event) => lend(event.viewTransition, event.activation?.entry?.url));
addEventListener("pagereveal", (event) => lend(event.viewTransition, globalThis.navigation?.activation?.from?.url));
