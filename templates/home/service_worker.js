/* The shell works without coverage: style sheets, scripts, icons and the offline page.
   What a person sees is never kept here: pages and /api/ always come from the network.
   The name of the cache holds the build, so a new release starts clean and the old shell is dropped. */
"use strict";

const SHELL = "shell-" + {{ build|tojson }};
const OFFLINE = {{ url_for("home.offline")|tojson }};
const STATIC = new URL({{ url_for("static", filename="")|tojson }}, location.origin).pathname;
const PRECACHE = {{ precache|tojson }};

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(SHELL);
    // cache: "reload" goes past the browser's own cache, which may hold the release before.
    await cache.addAll([OFFLINE, ...PRECACHE].map((url) => new Request(url, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("shell-") && name !== SHELL).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  // No navigation preload: with it, Firefox shows its own error page although we caught the error.
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith(STATIC)) event.respondWith(shellFile(request, url));
});

/** A page from the network, or the offline page; never a kept page of a person. */
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(OFFLINE, { cacheName: SHELL })) ?? Response.error();
  }
}

/** A static file: from the cache at once; a file that is not there yet is kept if its address names its content. */
async function shellFile(request, url) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.status === 200 && url.search !== "") await cache.put(request, answer.clone());
  return answer;
}
