// The part of a service worker's world that ours uses. Declared here because the app is compiled with the window's
// types, and both libraries cannot be loaded at once. Source: W3C Service Workers.
import type { PrecacheEntry } from "workbox-precaching";

/** An event that keeps the worker alive until a promise settles. */
export interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

/** A request of a page. */
export interface PageRequestEvent extends LastingEvent {
  readonly request: Request;
  respondWith(response: Response | Promise<Response>): void;
}

/** The worker itself. */
export interface ServiceWorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: LastingEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: PageRequestEvent) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
}

declare global {
  interface WindowOrWorkerGlobalScope {
    /** Every file of the build with its revision; put in by the build. */
    __WB_MANIFEST: (PrecacheEntry | string)[];
  }
}
