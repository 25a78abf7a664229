// Tests of how a trace becomes work in a frame, with planted traces.
import { describe, expect, it } from "vitest";
import { type TraceEvent, workPerMoveMs } from "./frame-work.ts";

const PAGE = { pid: 1, tid: 1 };

/** A task of the page's thread from an instant on, ms, that took this much CPU time. */
function task(atMs: number, cpuMs: number, thread = PAGE): TraceEvent {
  return { name: "RunTask", ...thread, ts: atMs * 1000, dur: cpuMs * 1500, tdur: cpuMs * 1000 };
}

function frame(atMs: number): TraceEvent {
  return { name: "FireAnimationFrame", ...PAGE, ts: atMs * 1000 };
}

function dispatch(atMs: number, type: string): TraceEvent {
  return { name: "EventDispatch", ...PAGE, ts: atMs * 1000, args: { data: { type } } };
}

/** Frames at 10, 20, 30 and 40 ms: a move in the first; beside it in the second; in the third a press only. */
const TRACE = [
  task(5, 1),
  task(10, 4),
  frame(11),
  dispatch(10.5, "pointermove"),
  task(17, 2),
  task(20, 3),
  frame(20.5),
  task(25, 1),
  dispatch(25.2, "touchmove"),
  task(30, 5),
  frame(31),
  dispatch(32, "pointerdown"),
  task(40, 9),
  frame(41),
  dispatch(42, "wheel"),
];

describe("[HOUSE31] a frame's work is all that the page's thread did until the next frame", () => {
  it("sums CPU time of tasks, of whole frames with a move only", () => {
    expect(workPerMoveMs(TRACE)).toEqual([6, 4]);
    expect(workPerMoveMs(TRACE.toReversed())).toEqual([6, 4]);
  });

  it("leaves other threads out", () => {
    expect(workPerMoveMs([...TRACE, task(12, 50, { pid: 1, tid: 2 }), task(13, 50, { pid: 2, tid: 1 })])).toEqual([
      6, 4,
    ]);
  });

  it("does not take a trace without moves for one without work", () => {
    expect(() => workPerMoveMs(TRACE.filter(({ name }) => name !== "EventDispatch"))).toThrow(/none has one/);
    expect(() => workPerMoveMs([])).toThrow(RangeError);
  });
});
