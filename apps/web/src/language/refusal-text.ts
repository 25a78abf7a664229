// How a language words refusals: for each code what was expected, what came and what to do, made from the refusal's values.

import type { RefusalCode } from "@solewise/terms";

/** The values of one refusal, ready to stand in a sentence. A value that is absent is shown as nothing. */
export interface ShownValues {
  has(name: string): boolean;
  /** As it stood in the input: control characters replaced, long text cut, numbers digit by digit. */
  text(name: string): string;
  /** A number as the reader writes it; with all its decimals (up to six) where no count is given. */
  number(name: string, digits?: number): string;
  /** A size in bytes, rounded to a unit that suits it. */
  size(name: string): string;
  /** The words for a code word. */
  choose(name: string, words: Readonly<Record<string, string>>, otherwise: string): string;
}

/** A fixed text, or one with values in it. */
export type RefusalWord = string | ((values: ShownValues) => string);

/** The three parts of a refusal: two noun phrases and a sentence. */
export interface RefusalText {
  expected: RefusalWord;
  came: RefusalWord;
  remedy: RefusalWord;
}

/** Every code has its words: a language that lacks one does not compile. */
export type RefusalTexts = Record<RefusalCode, RefusalText>;
