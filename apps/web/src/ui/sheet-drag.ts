// Pulling a sheet down by its head. Comes in: the sheet and what closes it. Goes out: pointer handlers for the head.
// Let go far enough down, or fast enough, and it closes; else it springs back.
import { useRef, type PointerEvent, type RefObject } from "react";

/** Closes when pulled this far, px. Range 60–200; own choice, about a thumb's comfortable pull. */
const CLOSE_PULL_PX = 96;

/** Closes when let go at this speed, px/ms. Range 0.3–1; own choice. */
const CLOSE_SPEED_PX_PER_MS = 0.6;

/** Shorter pulls are a trembling finger, px. */
const TREMBLE_PX = 8;

/** Whether letting go here closes the sheet: pulled this far down in this time. */
export function pullCloses(pullPx: number, pullTimeMs: number): boolean {
  if (pullPx < TREMBLE_PX) return false;
  return pullPx >= CLOSE_PULL_PX || pullPx / Math.max(1, pullTimeMs) >= CLOSE_SPEED_PX_PER_MS;
}

interface Pull {
  startY: number;
  startedAtMs: number;
}

/** Handlers to spread on the head of the sheet. */
export function useSheetDrag(sheet: RefObject<HTMLElement | null>, onClose: () => void) {
  const pull = useRef<Pull | null>(null);
  const moveTo = (px: number | null) => {
    sheet.current?.style.setProperty("transform", px === null ? "" : `translateY(${px}px)`);
  };
  const letGo = (event: PointerEvent, mayClose: boolean) => {
    if (pull.current === null) return;
    const { startY, startedAtMs } = pull.current;
    pull.current = null;
    if (mayClose && pullCloses(event.clientY - startY, event.timeStamp - startedAtMs)) onClose();
    else moveTo(null);
  };
  return {
    onPointerDown(event: PointerEvent) {
      const isOnButton = event.target instanceof Element && event.target.closest("button") !== null;
      if (isOnButton || !event.isPrimary || event.button !== 0) return;
      pull.current = { startY: event.clientY, startedAtMs: event.timeStamp };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      if (pull.current !== null) moveTo(Math.max(0, event.clientY - pull.current.startY));
    },
    onPointerUp: (event: PointerEvent) => letGo(event, true),
    onPointerCancel: (event: PointerEvent) => letGo(event, false),
  };
}
