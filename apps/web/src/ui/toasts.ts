// The app's toasts: `toasts.show({ message, action })` from anywhere; ToastRegion shows them.
import { ToastQueue } from "./toast-queue.ts";

/** The one queue of this window. */
export const toasts = new ToastQueue({
  nowMs: () => performance.now(),
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
});
