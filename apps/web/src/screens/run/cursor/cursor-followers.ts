// What follows the cursor over the charts: marks on the pictures and the words beside them, outside React. While the
// cursor moves on and on, a worker draws all of it in front of the page; the page's own marks and words follow a first
// move, and are right again as soon as the cursor rests (PGE5, PGE19).
import type { FrontPicture } from "./front-picture.ts";
import { LaidOutSheet } from "./laid-out-sheet.ts";
import { MovingMark } from "./moving-mark.ts";
import type { CursorPlace, RunCursor } from "./run-cursor.ts";

/** A place in CSS pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** Something that follows the cursor: a chart, the line through all charts, the words above them. */
export interface Follower {
  /** It follows while this is in sight. */
  element: HTMLElement;
  /** Marks, the box that they are placed in, and where they stand; null where they are not to be seen. */
  marks: readonly HTMLElement[];
  box: HTMLElement;
  locate: (place: CursorPlace) => readonly (Spot | null)[];
  /** Elements of words, and what they say. */
  texts: readonly HTMLElement[];
  say: (place: CursorPlace) => readonly string[];
  /** What marks run behind. */
  covers: readonly HTMLElement[];
}

/** A follower with what is kept of it. */
interface KeptFollower extends Follower {
  moving: readonly MovingMark[];
  isSeen: boolean;
}

/** Where the followers are: `root` is told that the worker draws, over each of the sheets. */
export interface FollowedPage {
  root: HTMLElement;
  sheets: readonly HTMLElement[];
}

/** Moves that follow each other within this time are drawn by the worker, ms. Range 50…150: less than a rest. */
const ON_AND_ON_MS = 120;

/** All followers of a run's cursor. */
export class CursorFollowers {
  readonly #cursor: RunCursor;
  readonly #kept = new Set<KeptFollower>();
  #page: FollowedPage | null = null;
  #sight: IntersectionObserver | null = null;
  /** Undefined until it is asked for. */
  #front: FrontPicture | null | undefined;
  /** As they were when the worker began. */
  #laidOut: readonly LaidOutSheet[] = [];
  #movedAtMs = -Infinity;

  constructor(cursor: RunCursor) {
    this.#cursor = cursor;
  }

  /** Shows the place at once and follows from then on. Goes out: the way to stop. */
  add(follower: Follower): () => void {
    const kept = { ...follower, moving: follower.marks.map((mark) => new MovingMark(mark)), isSeen: false };
    this.#front?.hide();
    this.#kept.add(kept);
    this.#show(kept);
    this.#sight?.observe(kept.element);
    return () => {
      this.#front?.hide();
      this.#kept.delete(kept);
      this.#sight?.unobserve(kept.element);
    };
  }

  /** Follows the cursor until the returned function is called. */
  start(page: FollowedPage): () => void {
    const sight = new IntersectionObserver((entries) => this.#see(entries));
    [this.#page, this.#sight] = [page, sight];
    for (const { element } of this.#kept) sight.observe(element);
    const hide = () => this.#front?.hide();
    window.addEventListener("resize", hide);
    const stops = [
      this.#cursor.follow(() => this.#follow()),
      this.#cursor.followCalmly(() => this.#write()),
      this.#cursor.followRest(() => this.#rest()),
      () => window.removeEventListener("resize", hide),
      () => sight.disconnect(),
      () => this.#front?.destroy(),
    ];
    return () => {
      for (const stop of stops) stop();
      [this.#page, this.#sight, this.#front] = [null, null, undefined];
    };
  }

  /** Places marks anew: the charts show another stretch. */
  redraw(): void {
    if (this.#front?.isShown === true) this.#front.draw(this.#scenes());
    else for (const kept of this.#kept) placeMarks(kept, this.#cursor.place);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const kept of this.#kept) {
      const entry = entries.findLast(({ target }) => target === kept.element);
      if (entry === undefined) continue;
      kept.isSeen = entry.isIntersecting;
      if (kept.isSeen) this.#show(kept);
    }
  }

  #follow(): void {
    const nowMs = performance.now();
    const isOnAndOn = nowMs - this.#movedAtMs < ON_AND_ON_MS;
    this.#movedAtMs = nowMs;
    if (this.#front?.isShown === true) {
      this.#front.draw(this.#scenes());
      return;
    }
    for (const kept of this.#kept) if (kept.isSeen) placeMarks(kept, this.#cursor.place);
    if (isOnAndOn) this.#begin();
  }

  #begin(): void {
    if (this.#front === undefined) void this.#load();
    else if (this.#front?.isBegun === false) {
      this.#laidOut = this.#layOut();
      const layouts = this.#laidOut.map(({ layout }) => layout);
      this.#front.begin(layouts, this.#scenes());
    }
  }

  async #load(): Promise<void> {
    const page = this.#page;
    this.#front = null;
    const loaded = await import("./front-picture.ts").catch(() => null); // without it the page's own marks follow
    if (loaded !== null && page !== null && page === this.#page) this.#front = loaded.FrontPicture.over(page);
  }

  #write(): void {
    if (this.#front?.isShown === true) return;
    for (const kept of this.#kept) if (kept.isSeen) writeWords(kept, this.#cursor.place);
  }

  #rest(): void {
    this.#movedAtMs = -Infinity;
    for (const kept of this.#kept) if (kept.isSeen) this.#show(kept);
    this.#front?.hide();
  }

  #show(kept: KeptFollower): void {
    placeMarks(kept, this.#cursor.place);
    writeWords(kept, this.#cursor.place);
  }

  #layOut(): LaidOutSheet[] {
    const { sheets = [] } = this.#page ?? {};
    const followers = [...this.#kept];
    return sheets.map(
      (sheet) =>
        new LaidOutSheet(
          sheet,
          followers.filter(({ element }) => sheet.contains(element)),
        ),
    );
  }

  #scenes() {
    return this.#laidOut.map((sheet) => sheet.scene(this.#cursor.place));
  }
}

function placeMarks({ moving, locate }: KeptFollower, place: CursorPlace): void {
  const spots = locate(place);
  for (const [index, mark] of moving.entries()) {
    const spot = spots[index] ?? null;
    if (spot === null) mark.hide();
    else mark.moveTo(spot.x, spot.y);
  }
}

function writeWords({ texts, say }: KeptFollower, place: CursorPlace): void {
  const said = say(place);
  for (const [index, element] of texts.entries()) {
    const text = said[index] ?? "";
    if (element.textContent !== text) element.textContent = text;
  }
}
