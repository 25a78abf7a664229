// A run's name and notes at every edge: whatever was typed, shared, sent or stood in an archive becomes whole letters that
// cannot turn the text around them, one line for a name. App and server ask here, so that what a device shows is what stays.
// Source of the controls: Unicode 16, Bidi_Control; UAX 29 for what a letter is. // TRM5

/** Longest name of a run, in letters as a person counts them (grapheme clusters). */
const NAME_MAX_LETTERS = 200;

/** Longest name in UTF-16 units, as the archive allows (docs/protocol/archive.md): letters can be long themselves. */
const NAME_MAX_UNITS = 1000;

/** Longest single letter, UTF-16 units: the longest emoji sequences have about 15; stacked marks may go on for ever. */
const LETTER_MAX_UNITS = 32;

/** Longest notes, UTF-16 units. */
export const NOTES_MAX_UNITS = 20_000;

/** Line ends, tabs and other spaces become one space. */
const SPACES = /[\s\u0085]+/gu;

/** Controls, direction marks and halves of letters. Joiners stay: emoji and Persian words are made with them. */
const NOT_TEXT = /[\p{Cs}\p{Bidi_Control}\ufeff\ufff9-\ufffb]|(?![\s\u0085])\p{Cc}/gu;

/** Nothing else than what shows nothing. */
const INVISIBLE = /^[\p{Cf}\p{Default_Ignorable_Code_Point}\s]*$/u;

function joinSpaces(text: string): string {
  return text.replaceAll(SPACES, " ").trim();
}

function shorten(line: string): string {
  // Letters past the limits are not even looked for: a pasted book is cut at once.
  const beginning = line.slice(0, NAME_MAX_LETTERS * LETTER_MAX_UNITS);
  let shown = "";
  let letterCount = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(beginning)) {
    if (segment.length > LETTER_MAX_UNITS) continue;
    if (letterCount === NAME_MAX_LETTERS || shown.length + segment.length > NAME_MAX_UNITS) break;
    shown += segment;
    letterCount += 1;
  }
  return shown;
}

/** The name as it is kept; empty when nothing is left that can be seen. */
export function cleanName(name: string): string {
  const shown = joinSpaces(shorten(joinSpaces(name.replaceAll(NOT_TEXT, ""))));
  return INVISIBLE.test(shown) ? "" : shown;
}

/** Notes as they are kept: lines and tabs stay; null when nothing is left that can be seen. */
export function cleanNotes(notes: string): string | null {
  const lines = notes.replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, "\n").replaceAll(NOT_TEXT, "");
  const shown = lines.slice(0, NOTES_MAX_UNITS).replace(/[\ud800-\udbff]$/u, "");
  return INVISIBLE.test(shown) ? null : shown;
}

/** Text of a device that is shown but is no name of a run (a file's, a device's): on one line, without controls. */
export function cleanWord(text: string, unitsMaxCount: number): string {
  const line = joinSpaces(text.replaceAll(NOT_TEXT, ""));
  return line.slice(0, unitsMaxCount).replace(/[\ud800-\udbff]$/u, "");
}
