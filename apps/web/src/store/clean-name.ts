// A run's name at the edge: whatever was typed, shared or stood in an archive becomes one line of whole letters that
// cannot turn the text around it. Source of the controls: Unicode 16, Bidi_Control; UAX 29 for what a letter is. // STO19

/** Longest name of a run, in letters as a person counts them (grapheme clusters). */
const NAME_MAX_LETTERS = 200;

/** Longest name in UTF-16 units, as the archive allows (docs/protocol/archive.md): letters can be long themselves. */
const NAME_MAX_UNITS = 1000;

/** Longest single letter, UTF-16 units: the longest emoji sequences have about 15; stacked marks may go on for ever. */
const LETTER_MAX_UNITS = 32;

/** Line ends, tabs and other spaces become one space. */
const SPACES = /[\s\u0085]+/gu;

/** Controls, direction marks and halves of letters. Joiners stay: emoji and Persian words are made with them. */
const NOT_TEXT = /[\p{Cs}\p{Bidi_Control}\ufeff\ufff9-\ufffb]|(?![\s\u0085])\p{Cc}/gu;

/** Nothing else than what shows nothing. */
const INVISIBLE = /^[\p{Cf}\p{Default_Ignorable_Code_Point}\s]*$/u;

/** The name as it is kept; empty when nothing is left that can be seen. */
export function cleanName(name: string): string {
  const shown = joinSpaces(shorten(joinSpaces(name.replaceAll(NOT_TEXT, ""))));
  return INVISIBLE.test(shown) ? "" : shown;
}

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
