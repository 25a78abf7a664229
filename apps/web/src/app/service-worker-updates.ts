// Registers the service worker and hears when a newer version of the app waits. The runner decides when it takes over.
// Comes in: nothing. Goes out: a value to subscribe to.

/** `waiting` is there when a newer version is ready; `isOfflineReady` once the first one holds the whole app. */
export interface UpdateState {
  waiting: ServiceWorker | null;
  isOfflineReady: boolean;
}

let state: UpdateState = { waiting: null, isOfflineReady: false };
const listeners = new Set<() => void>();

/** How often a page that stays open asks for a newer version, ms. */
const ASK_EVERY_MS = 60 * 60 * 1000;

function change(next: Partial<UpdateState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** The state as it is; the same object until it changes. */
export function updateState(): UpdateState {
  return state;
}

/** Hears of changes. Goes out: the way to stop. */
export function subscribeUpdates(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Lets the waiting version take over; the page reloads when it has. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  state.waiting?.postMessage("skip-waiting");
}

function follow(registration: ServiceWorkerRegistration): void {
  if (registration.waiting !== null) change({ waiting: registration.waiting });
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller !== null) change({ waiting: worker });
      if (worker.state === "activated") change({ isOfflineReady: true, waiting: null });
    });
  });
  setInterval(() => void registration.update().catch(() => undefined), ASK_EVERY_MS); // offline: asked again later
}

/** Starts it where the browser has one: a secure context, and a built app (the development server has no worker). */
export function startServiceWorker(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker.register("/sw.js").then(follow, (error: unknown) => console.warn("no offline copy", error));
}
