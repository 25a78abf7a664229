// The one error that bad input raises, so that every door can tell it from a defect of ours.

/** Where in an input something was found. */
export interface InputPlace {
  /** File name or "standard input". */
  file: string;
  /** 1-based line; null where the whole file is meant. */
  line: number | null;
}

/**
 * An input that cannot be used. The message is one sentence: place, what was expected, what came, what to do.
 */
export class InputError extends Error {
  readonly place: InputPlace;
  readonly expected: string;
  readonly came: string;
  readonly remedy: string;

  constructor(place: InputPlace, expected: string, came: string, remedy: string) {
    const at = place.line === null ? place.file : `${place.file}, line ${place.line}`;
    super(`${at}: expected ${expected}, but found ${came}; ${remedy}.`);
    this.name = "InputError";
    this.place = place;
    this.expected = expected;
    this.came = came;
    this.remedy = remedy;
  }
}
