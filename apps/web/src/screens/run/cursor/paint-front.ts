// Paints one sheet of the picture in front of the charts as the page itself shows it at rest. Comes in: what stays, what
// this frame shows. Digits are set in cells of one width, as the page's are.
import type { MarkLook, SheetLayout, SheetScene, TextLook } from "./front-messages.ts";

/** The dots' sizes in form-charts.css, from side to side with and without rim, and their rounding. CSS pixels. */
const DOT_PX = 10;
const DOT_INNER_PX = 6;
const SQUARE_ROUNDING_PX = 2;

/** Pieces of a text: single digits, and what lies between them. */
const PIECES = /\d|\D+/g;

/** Any canvas context that takes text and shapes. */
export type FrontContext = OffscreenCanvasRenderingContext2D;

/** Paints a sheet anew. */
export function paintSheet(context: FrontContext, layout: SheetLayout, scene: SheetScene): void {
  context.setTransform(layout.pixelRatio, 0, 0, layout.pixelRatio, 0, 0);
  context.clearRect(0, 0, layout.width, layout.height);
  for (const [index, mark] of layout.marks.entries()) {
    const [x = NaN, y = NaN] = scene.spots.slice(index * 2, index * 2 + 2);
    if (Number.isFinite(x) && Number.isFinite(y)) paintMark(context, mark, x, y, layout.height);
  }
  for (const { x, y, width, height } of layout.covers) context.clearRect(x, y, width, height);
  for (const [index, look] of layout.texts.entries()) paintText(context, look, scene.words[index] ?? "");
}

function paintMark(context: FrontContext, { shape, colour, rimColour }: MarkLook, x: number, y: number, end: number) {
  if (shape === "line") {
    context.fillStyle = colour;
    context.fillRect(x - 0.5, 0, 1, end);
    return;
  }
  for (const [size, paint] of [
    [DOT_PX, rimColour],
    [DOT_INNER_PX, colour],
  ] as const) {
    context.fillStyle = paint;
    context.beginPath();
    if (shape === "circle") context.arc(x, y, size / 2, 0, 2 * Math.PI);
    else context.roundRect(x - size / 2, y - size / 2, size, size, size === DOT_PX ? SQUARE_ROUNDING_PX : 0);
    context.fill();
  }
}

function paintText(context: FrontContext, look: TextLook, text: string): void {
  context.font = look.font;
  context.fillStyle = look.colour;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText("0");
  const baseline = look.y + (look.lineHeight + ascent - descent) / 2;
  for (const [index, line] of wrapText(text, look.widthMax, (part) => widthOf(context, part)).entries()) {
    const start = look.isEnd ? look.x - widthOf(context, line) : look.x;
    paintLine(context, line, start, baseline + index * look.lineHeight);
  }
}

function paintLine(context: FrontContext, line: string, start: number, baseline: number): void {
  const cell = context.measureText("0").width;
  let x = start;
  for (const [piece] of line.matchAll(PIECES)) {
    const { width } = context.measureText(piece);
    const isDigit = /\d/.test(piece);
    context.fillText(piece, isDigit ? x + (cell - width) / 2 : x, baseline);
    x += isDigit ? cell : width;
  }
}

function widthOf(context: FrontContext, text: string): number {
  const cell = context.measureText("0").width;
  let sum = 0;
  for (const [piece] of text.matchAll(PIECES)) sum += /\d/.test(piece) ? cell : context.measureText(piece).width;
  return sum;
}

/** Breaks a text at spaces into lines that are not wider than they may be, where that is possible. */
export function wrapText(text: string, widthMax: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measure(longer) > widthMax) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
