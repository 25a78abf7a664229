// Text of an input, made fit to stand inside one sentence of an error message.

/** Longest piece of a user's text that an error repeats. Characters. */
const QUOTE_MAX_CHARACTERS = 60;

/** The text with control characters replaced, and cut when long. */
export function printableInput(text: string): string {
  const printable = text.replace(/\p{C}/gu, "\u{fffd}");
  const letters = Array.from(printable);
  return letters.length > QUOTE_MAX_CHARACTERS ? `${letters.slice(0, QUOTE_MAX_CHARACTERS).join("")}…` : printable;
}

/** The same in quotation marks. */
export function quoteInput(text: string): string {
  return `"${printableInput(text)}"`;
}
