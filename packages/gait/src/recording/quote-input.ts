// Text of an input, made fit to stand inside one sentence of an error message.

/** Longest piece of a user's text that an error repeats. Characters. */
const QUOTE_MAX_CHARACTERS = 60;

/** The text in quotation marks: control characters replaced, long text cut. */
export function quoteInput(text: string): string {
  const printable = text.replace(/\p{C}/gu, "\u{fffd}");
  const letters = Array.from(printable);
  const cut = letters.length > QUOTE_MAX_CHARACTERS ? `${letters.slice(0, QUOTE_MAX_CHARACTERS).join("")}…` : printable;
  return `"${cut}"`;
}
