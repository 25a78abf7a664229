// Where everything that follows the cursor stands on one sheet, measured when a movement begins. Comes in: the page.
// Goes out: what the worker needs to draw it, and what each frame shows (PGE19).
import type { Follower, Spot } from "./cursor-followers.ts";
import type { FrontBox, MarkLook, SheetLayout, SheetScene, TextLook } from "./front-messages.ts";
import type { CursorPlace } from "./run-cursor.ts";

/** Nobody sees finer pixels under a moving finger, and pictures cost memory with their square. Own choice. */
const PIXEL_RATIO_MAX = 2;

const NOWHERE: Spot = { x: NaN, y: NaN };

/** A follower, and whether it is in sight. */
export interface SeenFollower extends Follower {
  isSeen: boolean;
}

/** A sheet over a part of the page. */
export class LaidOutSheet {
  readonly layout: SheetLayout;
  readonly #followers: readonly SeenFollower[];
  readonly #corners: readonly Spot[];
  readonly #said: (readonly string[])[] = [];
  #sceneCount = 0;

  constructor(sheet: HTMLElement, followers: readonly SeenFollower[]) {
    const corner = sheet.getBoundingClientRect();
    const boxOf = (element: HTMLElement): FrontBox => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left - corner.left, y: top - corner.top, width, height };
    };
    this.#followers = followers;
    this.#corners = followers.map(({ box }) => boxOf(box));
    this.layout = {
      width: corner.width,
      height: corner.height,
      pixelRatio: Math.min(devicePixelRatio, PIXEL_RATIO_MAX),
      marks: followers.flatMap(({ marks }) => marks.map(lookOfMark)),
      covers: followers.flatMap(({ covers }) => covers.map(boxOf)),
      texts: followers.flatMap(({ texts }) => texts.map((text) => lookOfText(text, boxOf(text)))),
    };
  }

  /**
   * What is to be seen with the cursor at a place; of followers out of sight nothing. Marks are those of the place; words
   * are put anew for every other follower in turn, as nobody reads sixty numbers a second.
   */
  scene(place: CursorPlace): SheetScene {
    this.#sceneCount += 1;
    const spots: number[] = [];
    for (const [index, follower] of this.#followers.entries()) {
      const corner = this.#corners[index] ?? NOWHERE;
      const located = follower.isSeen ? follower.locate(place) : [];
      for (const position of follower.marks.keys()) {
        const { x, y } = located[position] ?? NOWHERE;
        spots.push(corner.x + x, corner.y + y);
      }
      const isDue = this.#said[index] === undefined || (index + this.#sceneCount) % 2 === 0;
      if (isDue) this.#said[index] = follower.isSeen ? follower.say(place) : follower.texts.map(() => "");
    }
    return { spots, words: this.#said.flat() };
  }
}

function lookOfMark(mark: HTMLElement): MarkLook {
  const { backgroundColor, borderTopColor, borderTopWidth, borderTopLeftRadius } = getComputedStyle(mark);
  const isRound = borderTopLeftRadius.endsWith("%") || parseFloat(borderTopLeftRadius) > mark.offsetWidth / 4;
  const shape = borderTopWidth === "0px" ? "line" : isRound ? "circle" : "square";
  return { shape, colour: backgroundColor, rimColour: borderTopColor };
}

function lookOfText(text: HTMLElement, { x, y, width, height }: FrontBox): TextLook {
  const { fontWeight, fontSize, fontFamily, color, textAlign, lineHeight } = getComputedStyle(text);
  const isEnd = textAlign === "end" || textAlign === "right";
  return {
    font: `${fontWeight} ${fontSize} ${fontFamily}`,
    colour: color,
    x: isEnd ? x + width : x,
    isEnd,
    y,
    lineHeight: parseFloat(lineHeight) || height,
    widthMax: width,
  };
}
