// The one cursor of a run page: which stride of each foot is looked at. A tiny observable outside React, so that moving
// it costs a few writes to the page and no rendering. Listeners are called at most once a frame (PGE5).
import type { FootSeries, RunView } from "@solewise/insight";
import type { Side } from "@solewise/terms";
import { nearestIndex } from "./nearest-stride.ts";

/** What the charts run along. */
export type RunAxis = "distance" | "time";

/** Where the cursor is. */
export interface CursorPlace {
  elapsedSec: number;
  distanceMeters: number;
  /** Position of the nearest stride of each foot; −1 where the foot has none. */
  strideIndexes: Record<Side, number>;
  /** Position in the run's time order of both feet's strides. */
  orderIndex: number;
}

const SIDES = ["left", "right"] as const;

/** Least time between two writings of numbers while the cursor moves, ms. Range 50…150: nobody reads faster. Own choice. */
const CALM_MS = 80;

/** How long the cursor must not move until it rests, ms: what is told to screen readers would flood them. Own choice. */
const REST_MS = 200;

/** The cursor of one opened run. */
export class RunCursor {
  readonly #view: RunView;
  /** Instants of both feet's strides in time order. */
  readonly #orderSec: Float64Array;
  readonly #listeners = new Set<(place: CursorPlace) => void>();
  #place: CursorPlace;
  readonly #calmListeners = new Set<(place: CursorPlace) => void>();
  readonly #restListeners = new Set<(place: CursorPlace) => void>();
  #isAnnounced = true;
  #isCalm = true;
  #isResting = true;
  #movedAtMs = 0;

  /** Starts in the middle of the strides that the figures are about. */
  constructor(view: RunView) {
    this.#view = view;
    this.#orderSec = Float64Array.from(view.order, (code) => this.#strideOf(code).elapsedSec);
    this.#place = this.#placeOf(firstOrderIndex(view));
  }

  get place(): CursorPlace {
    return this.#place;
  }

  get strideCount(): number {
    return this.#orderSec.length;
  }

  /** Calls `listener` with the place as it is, then after each move. Goes out: the way to stop. */
  follow(listener: (place: CursorPlace) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#place);
    return () => this.#listeners.delete(listener);
  }

  /** The same for what is read rather than seen: at most every CALM_MS, and always the last place. */
  followCalmly(listener: (place: CursorPlace) => void): () => void {
    this.#calmListeners.add(listener);
    listener(this.#place);
    return () => this.#calmListeners.delete(listener);
  }

  /** The same once the cursor rests. */
  followRest(listener: (place: CursorPlace) => void): () => void {
    this.#restListeners.add(listener);
    listener(this.#place);
    return () => this.#restListeners.delete(listener);
  }

  /** Moves to the stride nearest to a place along an axis. */
  moveTo(axis: RunAxis, value: number): void {
    if (this.strideCount === 0) return;
    if (axis === "time") {
      this.moveToOrder(nearestIndex(this.#orderSec, value));
      return;
    }
    this.moveToOrder(this.#orderIndexAtDistance(value));
  }

  /** Moves to a stride by its position in time order; beyond an end, to that end. */
  moveToOrder(orderIndex: number): void {
    if (this.strideCount === 0) return;
    const index = Math.min(this.strideCount - 1, Math.max(0, orderIndex));
    if (index === this.#place.orderIndex) return;
    this.#place = this.#placeOf(index);
    this.#announce();
  }

  /** The order index of one foot's stride. */
  orderIndexOf(side: Side, strideIndex: number): number {
    const elapsedSec = this.#view.feet[side]?.elapsedSec[strideIndex] ?? 0;
    const near = nearestIndex(this.#orderSec, elapsedSec);
    const code = strideIndex * 2 + (side === "right" ? 1 : 0);
    return this.#view.order[near + 1] === code ? near + 1 : near;
  }

  #orderIndexAtDistance(distanceMeters: number): number {
    let [best, bestGap] = [0, Infinity];
    for (const side of SIDES) {
      const foot = this.#view.feet[side];
      if (foot === null || foot.strideCount === 0) continue;
      const index = nearestIndex(foot.distanceMeters, distanceMeters);
      const gap = Math.abs((foot.distanceMeters[index] ?? 0) - distanceMeters);
      if (gap < bestGap) [best, bestGap] = [this.orderIndexOf(side, index), gap];
    }
    return best;
  }

  #strideOf(code: number): { elapsedSec: number; distanceMeters: number } {
    const foot = this.#view.feet[code % 2 === 1 ? "right" : "left"];
    const index = code >> 1;
    return { elapsedSec: foot?.elapsedSec[index] ?? 0, distanceMeters: foot?.distanceMeters[index] ?? 0 };
  }

  #placeOf(orderIndex: number): CursorPlace {
    const { elapsedSec, distanceMeters } = this.#strideOf(this.#view.order[orderIndex] ?? 0);
    const indexOf = (foot: FootSeries | null) => (foot === null ? -1 : nearestIndex(foot.elapsedSec, elapsedSec));
    const { left, right } = this.#view.feet;
    return { elapsedSec, distanceMeters, orderIndex, strideIndexes: { left: indexOf(left), right: indexOf(right) } };
  }

  #announce(): void {
    this.#movedAtMs = Date.now();
    this.#waitForRest(REST_MS);
    if (!this.#isAnnounced) return;
    this.#isAnnounced = false;
    nextFrame(() => {
      this.#isAnnounced = true;
      for (const listener of this.#listeners) listener(this.#place);
      this.#announceCalmly();
    });
  }

  /** One timer at a time: setting one with every move is work for every frame. */
  #waitForRest(waitMs: number): void {
    if (!this.#isResting) return;
    this.#isResting = false;
    setTimeout(() => {
      this.#isResting = true;
      const leftMs = this.#movedAtMs + REST_MS - Date.now();
      if (leftMs > 0) this.#waitForRest(leftMs);
      else for (const listener of this.#restListeners) listener(this.#place);
    }, waitMs);
  }

  #announceCalmly(): void {
    if (!this.#isCalm) return;
    this.#isCalm = false;
    const told = this.#place;
    for (const listener of this.#calmListeners) listener(told);
    setTimeout(() => {
      this.#isCalm = true;
      if (this.#place !== told) this.#announceCalmly();
    }, CALM_MS);
  }
}

/** The stride that a fresh page shows: the middle one of the activity that the figures are about. */
function firstOrderIndex(view: RunView): number {
  const wanted = activityCodesOf(view);
  const matching: number[] = [];
  for (const [position, code] of view.order.entries()) {
    const foot = view.feet[code % 2 === 1 ? "right" : "left"];
    if (foot !== null && wanted.has(foot.activityCodes[code >> 1] ?? -1)) matching.push(position);
  }
  return matching[matching.length >> 1] ?? view.order.length >> 1;
}

/** Codes of SERIES_ACTIVITIES (walk 0, run 1, stairs 2 and 3) that the figures are about. */
function activityCodesOf({ figuresActivity }: RunView): ReadonlySet<number> {
  if (figuresActivity === "run") return new Set([1]);
  return new Set(figuresActivity === "walk" ? [0] : [2, 3]);
}

function nextFrame(task: () => void): void {
  if (typeof requestAnimationFrame === "function") requestAnimationFrame(task);
  else task();
}
