// Where toasts appear: above the thumb on phones, at the corner on wide screens. A polite live region that is always
// there; F6 goes into it and back; hover and focus stop the clock. One in the shell.
import { useEffect, useRef, useSyncExternalStore, type RefObject } from "react";
import { useMessages } from "../language/language-context.tsx";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { CloseIcon } from "./icons/action-icons.tsx";
import type { Toast, ToastQueue } from "./toast-queue.ts";
import { toasts } from "./toasts.ts";
import "./toast-region.css";

/** Shows the toasts of a queue; the app's own when none is given. */
export function ToastRegion({ queue = toasts }: { queue?: ToastQueue | undefined }) {
  const { ui } = useMessages();
  const shown = useSyncExternalStore(queue.subscribe, queue.shown);
  const region = useRef<HTMLElement>(null);
  useFocusByKey(region, shown.length);
  usePauseWhileRead(region, queue);
  return (
    // The attribute keeps the toasts in reach while something modal is open.
    <section
      className="toast-region"
      ref={region}
      aria-label={ui.notifications}
      tabIndex={-1}
      data-react-aria-top-layer="true"
    >
      <ol className="toast-region__list" aria-live="polite" aria-relevant="additions">
        {shown.map((toast) => (
          <ToastCard key={toast.toastId} toast={toast} queue={queue} />
        ))}
      </ol>
    </section>
  );
}

/** Pointer over the toasts or focus among them stops their clocks. */
function usePauseWhileRead(region: RefObject<HTMLElement | null>, queue: ToastQueue) {
  useEffect(() => {
    const home = region.current;
    const leave = new AbortController();
    const { signal } = leave;
    const pause = () => queue.pause();
    home?.addEventListener("pointerenter", pause, { signal });
    home?.addEventListener("focusin", pause, { signal });
    home?.addEventListener("pointerleave", () => !home.contains(document.activeElement) && queue.resume(), { signal });
    home?.addEventListener("focusout", (event) => !holds(home, event.relatedTarget) && queue.resume(), { signal });
    return () => leave.abort();
  }, [region, queue]);
}

function holds(home: HTMLElement, target: EventTarget | null): boolean {
  return target instanceof Node && home.contains(target);
}

/** F6 moves between the page and the toasts; when the last toast goes, focus goes back to where it came from. */
function useFocusByKey(region: RefObject<HTMLElement | null>, shownCount: number) {
  const cameFrom = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const home = region.current;
      if (event.key !== "F6" || home === null) return;
      const focused = document.activeElement;
      const target = home.contains(focused) ? cameFrom.current : home.querySelector("button");
      if (target === null) return;
      event.preventDefault();
      if (!home.contains(focused)) cameFrom.current = focused instanceof HTMLElement ? focused : null;
      target.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [region]);
  useEffect(() => {
    if (shownCount > 0 || cameFrom.current === null) return;
    if (document.activeElement === document.body) cameFrom.current.focus();
    cameFrom.current = null;
  }, [shownCount]);
}

function ToastCard({ toast, queue }: { toast: Toast; queue: ToastQueue }) {
  const { ui } = useMessages();
  return (
    <li className={`toast toast--${toast.tone ?? "neutral"}`}>
      <span className="toast__message">{toast.message}</span>
      {toast.action !== undefined && (
        <Button kind="plain" onPress={() => queue.act(toast.toastId)}>
          {toast.action.label}
        </Button>
      )}
      <IconButton label={ui.dismiss} icon={<CloseIcon />} onPress={() => queue.dismiss(toast.toastId)} />
    </li>
  );
}
