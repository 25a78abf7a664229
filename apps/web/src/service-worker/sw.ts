// The service worker: keeps the whole app on the device, answers every page from there, and takes files that other
// apps share. It never takes over by itself: the page asks the runner first.
import { cleanupOutdatedCaches, matchPrecache, precache } from "workbox-precaching";
import { putInbox } from "../store/inbox.ts";
import type { PageRequestEvent, ServiceWorkerScope } from "./scope.ts";

const scope = self as unknown as ServiceWorkerScope;

/** Pages that the server makes itself. */
const SERVER_PAGES = /^\/(trust|healthz|api)(\/|$)/;

precache(self.__WB_MANIFEST);
cleanupOutdatedCaches();

scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") void scope.skipWaiting();
});

scope.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== scope.location.origin) return;
  if (event.request.method === "POST" && url.pathname === "/share") event.respondWith(takeShared(event.request));
  else if (event.request.method === "GET" && !SERVER_PAGES.test(url.pathname)) event.respondWith(answer(event, url));
});

/** The kept file, the kept page for every address of the app, else the server. */
async function answer({ request }: PageRequestEvent, url: URL): Promise<Response> {
  const path = request.mode === "navigate" ? "/index.html" : url.pathname;
  return (await matchPrecache(path)) ?? (await fetch(request));
}

/** Files that came by the share sheet wait in the inbox until the import screen takes them. */
async function takeShared(request: Request): Promise<Response> {
  try {
    const form = await request.formData();
    const files = form.getAll("recordings").filter((entry) => entry instanceof File);
    await putInbox(files);
    return Response.redirect("/import?share=taken", 303);
  } catch {
    return Response.redirect("/import?share=missed", 303);
  }
}
