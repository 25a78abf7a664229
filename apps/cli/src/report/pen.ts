// What every part of the report writes with: width, signs, units and colours in one hand.
// Colour is put on after layout, so that it never changes a width.
import { type Glyphs, glyphsFor, toAscii } from "../terminal/glyphs.ts";
import type { Screen } from "../terminal/screen.ts";
import { printable } from "../terminal/text.ts";
import { QuantityFormat, type UnitSystem } from "./format.ts";

/** SGR pairs (ECMA-48): on, off. */
const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  left: [36, 39],
  right: [35, 39],
  good: [32, 39],
  warn: [33, 39],
} as const;

export type Style = keyof typeof STYLES;

/** Writes for one screen in one unit family. */
export class Pen {
  readonly widthColumns: number;
  readonly glyphs: Glyphs;
  readonly format: QuantityFormat;
  readonly #screen: Screen;

  constructor(screen: Screen, units: UnitSystem) {
    this.#screen = screen;
    this.widthColumns = screen.widthColumns;
    this.glyphs = glyphsFor(screen.unicode);
    this.format = new QuantityFormat(units, this.glyphs);
  }

  /** Up to 60 columns a layout drops its bars and puts notes on lines of their own. */ // CLI24
  get isNarrow(): boolean {
    return this.widthColumns <= 60;
  }

  /** Foreign text made safe and shown in the signs this screen has. */
  text(text: string): string {
    return this.#screen.unicode ? printable(text) : toAscii(printable(text));
  }

  paint(style: Style, text: string): string {
    if (!this.#screen.colour || text === "") return text;
    const [on, off] = STYLES[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }

  /** A section's title with a rule to the edge. */
  heading(title: string): string {
    const rule = this.glyphs.rule.repeat(Math.max(0, this.widthColumns - title.length - 1));
    return `${this.paint("bold", title)} ${this.paint("dim", rule)}`;
  }
}
