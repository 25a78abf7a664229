// The few signs beyond ASCII that the report draws with, and their ASCII stand-ins.

/** Signs a report is drawn with. Each bar sign takes one column. */
export interface Glyphs {
  plusMinus: string;
  degree: string;
  minus: string;
  ellipsis: string;
  bullet: string;
  dash: string;
  middleDot: string;
  rule: string;
  /** Eight heights, lowest first. */
  spark: readonly string[];
  barFull: string;
  middle: string;
  walk: string;
  run: string;
  stairs: string;
  other: string;
  still: string;
}

const UNICODE: Glyphs = {
  plusMinus: "±",
  degree: "°",
  minus: "−",
  ellipsis: "…",
  bullet: "•",
  dash: "–",
  middleDot: "·",
  rule: "─",
  spark: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
  barFull: "█",
  middle: "│",
  walk: "▒",
  run: "█",
  stairs: "▞",
  other: "░",
  still: "·",
};

const ASCII: Glyphs = {
  plusMinus: "+/-",
  degree: " deg",
  minus: "-",
  ellipsis: "...",
  bullet: "*",
  dash: "-",
  middleDot: "|",
  rule: "-",
  spark: ["_", ".", ":", "-", "=", "+", "*", "#"],
  barFull: "#",
  middle: "|",
  walk: "w",
  run: "R",
  stairs: "s",
  other: "o",
  still: ".",
};

const STAND_INS = new Map([
  ["±", "+/-"],
  ["°", " deg"],
  ["−", "-"],
  ["–", "-"],
  ["—", "-"],
  ["…", "..."],
  ["×", "x"],
  ["²", "^2"],
  ["≤", "<="],
  ["≥", ">="],
  ["’", "'"],
  ["‘", "'"],
  ["“", '"'],
  ["”", '"'],
  ["µ", "u"],
  ["\u00a0", " "],
  ["·", "|"],
]);

/** The signs for a terminal that can or cannot show Unicode. */
export function glyphsFor(unicode: boolean): Glyphs {
  return unicode ? UNICODE : ASCII;
}

/** Text reduced to ASCII; a character without a stand-in becomes `?`. */
export function toAscii(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e]/gu, (character) => STAND_INS.get(character) ?? "?");
}
