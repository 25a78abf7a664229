// Text measured in terminal columns: East Asian wide characters take two, combining marks none.
// Comes in: plain text without colour codes. Goes out: text that fits. Source: Unicode Annex 11, its W and F ranges.

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const WIDTHLESS = /[\p{Mark}\p{Cf}]/u;
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text from outside (file names, header lines) without anything that could steer a terminal. */
export function printable(text: string): string {
  return text.replaceAll(/\s+/gu, " ").replaceAll(CONTROL, "?").trim();
}

/** The same for text of several lines, which keeps its line ends. */
export function printableLines(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
}

function columnsOfCharacter(character: string): number {
  if (WIDTHLESS.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** How many terminal columns a plain text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

/** Pads on the right to a number of columns; longer text is left as it is. */
export function padEnd(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}

/** Pads on the left to a number of columns; longer text is left as it is. */
export function padStart(text: string, columns: number): string {
  return " ".repeat(Math.max(0, columns - columnsOf(text))) + text;
}

function takeColumns(characters: Iterable<string>, columns: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += columnsOfCharacter(character);
    if (used > columns) break;
    taken.push(character);
  }
  return taken;
}

/** Cuts the middle out of a text that is too long, because the end of a file name tells more than its middle. */
export function shorten(text: string, columns: number, ellipsis: string): string {
  if (columnsOf(text) <= columns) return text;
  const left = columns - columnsOf(ellipsis);
  if (left < 2) return takeColumns(text, columns).join("");
  const head = takeColumns(text, Math.floor(left / 2)).join("");
  const tail = takeColumns([...text].reverse(), left - Math.floor(left / 2))
    .reverse()
    .join("");
  return head + ellipsis + tail;
}

/** Breaks a word that is longer than a line. */
function breakWord(word: string, columns: number): string[] {
  const pieces: string[] = [];
  let rest = [...word];
  while (rest.length > 0) {
    const taken = takeColumns(rest, columns);
    const count = Math.max(1, taken.length);
    pieces.push(rest.slice(0, count).join(""));
    rest = rest.slice(count);
  }
  return pieces;
}

/** A number and its unit stay on one line. */
function glueUnits(text: string): string {
  return text.replaceAll(/(\d) (?=[%°]|(?:ms|s|m|km|mi|ft|g|Hz|spm|kg|cm|min)\b)/gu, "$1\u00a0");
}

/** Wraps at spaces to lines of at most `columns`; words longer than a line are broken. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  const words = glueUnits(text)
    .split(/[ \t\n]+/u)
    .filter((part) => part !== "");
  for (const word of words.flatMap((part) => breakWord(part, columns))) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > columns) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines.map((glued) => glued.replaceAll("\u00a0", " "));
}
