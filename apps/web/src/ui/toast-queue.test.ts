// Order, ends and pauses of toasts, by a clock that goes when told to.
import { describe, expect, it } from "vitest";
import { SHOWN_TOASTS_MAX, TOAST_TIME_MS, ToastQueue, type ToastClock, type ToastEnd } from "./toast-queue.ts";

/** A clock that goes when told to. */
class HandClock implements ToastClock {
  #nowMs = 0;
  #works: { atMs: number; work: () => void }[] = [];
  readonly nowMs = () => this.#nowMs;
  readonly after = (delayMs: number, work: () => void) => {
    const entry = { atMs: this.#nowMs + delayMs, work };
    this.#works.push(entry);
    return () => void (this.#works = this.#works.filter((other) => other !== entry));
  };

  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs;
    for (;;) {
      const next = this.#works.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#works = this.#works.filter((other) => other !== next);
      this.#nowMs = next.atMs;
      next.work();
    }
    this.#nowMs = endMs;
  }
}

function setUp() {
  const clock = new HandClock();
  const queue = new ToastQueue(clock);
  const ends: [string, ToastEnd][] = [];
  const show = (message: string, shownForMs?: number | null) =>
    queue.show({ message, shownForMs, onEnd: (end) => ends.push([message, end]) });
  const messages = () => queue.shown().map(({ message }) => message);
  return { clock, queue, ends, show, messages };
}

describe("ToastQueue", () => {
  it("[UI7] shows few in order and lets the next one in when one goes", () => {
    const { queue, show, messages } = setUp();
    const ids = ["a", "b", "c", "d"].map((message) => show(message));
    expect(messages()).toEqual(["a", "b", "c"].slice(0, SHOWN_TOASTS_MAX));
    queue.dismiss(ids[1] ?? 0);
    expect(messages()).toEqual(["a", "c", "d"]);
  });

  it("[UI7] ends each toast exactly once, and says why", () => {
    const { clock, queue, ends, show } = setUp();
    const undone: string[] = [];
    const withAction = queue.show({
      message: "a",
      action: { label: "undo", onAction: () => undone.push("a") },
      onEnd: (end) => ends.push(["a", end]),
    });
    const dismissed = show("b");
    show("c");
    queue.act(withAction);
    queue.act(withAction);
    queue.dismiss(withAction);
    queue.dismiss(dismissed);
    clock.advance(10 * TOAST_TIME_MS);
    expect(undone).toEqual(["a"]);
    expect(ends).toEqual([
      ["a", "acted"],
      ["b", "dismissed"],
      ["c", "timed-out"],
    ]);
  });

  it("[UI7] counts the time of a waiting toast from when it is shown", () => {
    const { clock, show, messages } = setUp();
    for (const message of ["a", "b", "c", "d"]) show(message);
    clock.advance(TOAST_TIME_MS);
    expect(messages()).toEqual(["d"]);
    clock.advance(TOAST_TIME_MS - 1);
    expect(messages()).toEqual(["d"]);
    clock.advance(1);
    expect(messages()).toEqual([]);
  });

  it("[UI7] keeps a toast without time until it is dismissed, and tells listeners of changes only", () => {
    const { clock, queue, show, messages } = setUp();
    let changes = 0;
    const stop = queue.subscribe(() => changes++);
    const id = show("stays", null);
    clock.advance(1e9);
    expect(messages()).toEqual(["stays"]);
    queue.dismiss(id);
    queue.dismiss(id);
    expect(changes).toBe(2);
    stop();
    show("unheard");
    expect(changes).toBe(2);
  });

  it("[UI8] stops the clock while someone reads and goes on with what was left", () => {
    const { clock, queue, ends, show } = setUp();
    show("a", 5000);
    clock.advance(4000);
    queue.pause();
    clock.advance(60_000);
    show("b", 5000);
    clock.advance(60_000);
    expect(ends).toEqual([]);
    queue.resume();
    clock.advance(999);
    expect(ends).toEqual([]);
    clock.advance(1);
    expect(ends).toEqual([["a", "timed-out"]]);
  });

  it("[UI8] is not paused for later toasts when the last one under the pointer goes", () => {
    const { clock, queue, show, messages } = setUp();
    const id = show("a");
    queue.pause();
    queue.dismiss(id);
    show("b");
    clock.advance(TOAST_TIME_MS);
    expect(messages()).toEqual([]);
  });
});
