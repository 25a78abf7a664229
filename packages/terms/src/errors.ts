// The one error that bad input raises, so that every door can tell it from a defect of ours. It is a sentence for a
// terminal, and a code with values for an app that words it in any language.

/** Where in an input something was found. */
export interface InputPlace {
  /** File name or "standard input". */
  file: string;
  /** 1-based line; null where the whole file is meant. */
  line: number | null;
}

/**
 * Codes of `InputError.code`. docs/protocol/recording-csv.md and docs/protocol/archive.md say what each means and which
 * values it has. Readers accept unknown ones, and refusals without a code.
 */
export const REFUSAL_CODES = [
  // A recording as a file
  "not-a-recording",
  "file-empty",
  "header-missing",
  "samples-missing",
  "line-too-long",
  "file-unreadable",
  "gzip-damaged",
  // Its lines
  "header-value-wrong",
  "header-key-twice",
  "column-header-wrong",
  "row-is-comment",
  "row-is-header",
  "column-count-wrong",
  "cell-not-a-number",
  "cell-empty",
  "cell-without-reading",
  "cell-too-large",
  "time-not-seconds",
  "time-runs-back",
  "acceleration-implausible",
  "angular-rate-implausible",
  // Its samples as a whole
  "sample-rate-wrong",
  "recording-too-short",
  "sensor-constant",
  // Two recordings as one run
  "feet-same-samples",
  "feet-not-overlapping",
  // An archive as a file
  "archive-damaged",
  "archive-cut-short",
  "archive-directory-too-large",
  "archive-too-many-entries",
  "archive-entry-twice",
  "archive-entries-overlap",
  "archive-manifest-missing",
  "archive-format-unknown",
  "archive-version-wrong",
  "archive-version-newer",
  // Its entries and runs
  "archive-entry-encrypted",
  "archive-entry-method-unknown",
  "archive-entry-too-large",
  "archive-entry-shrank-too-much",
  "archive-entry-size-wrong",
  "archive-entry-missing",
  "archive-entry-name-wrong",
  "archive-json-wrong",
  "archive-member-wrong",
  "archive-run-id-wrong",
  "archive-run-id-differs",
  "archive-run-twice",
  "archive-run-unlisted",
  "archive-strides-size-wrong",
  "archive-strides-wrong",
  "archive-paths-size-wrong",
  "archive-recording-twice",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What a refusal's text shows: numbers whose names end in their unit, code words, pieces of the input as they came. */
export type RefusalValues = Readonly<Record<string, number | string>>;

/** What a program may know of a refusal beside its sentence. */
export interface RefusalFacts {
  code: RefusalCode;
  values?: RefusalValues;
}

/** An InputError as plain data, which passes between threads. */
export interface RefusalParts extends Partial<RefusalFacts> {
  place: InputPlace;
  expected: string;
  came: string;
  remedy: string;
}

/**
 * An input that cannot be used. The message is one sentence: place, what was expected, what came, what to do.
 */
export class InputError extends Error {
  readonly place: InputPlace;
  readonly expected: string;
  readonly came: string;
  readonly remedy: string;
  /** What kind of refusal it is; undefined where nobody words it but this message. */
  readonly code: RefusalCode | undefined;
  readonly values: RefusalValues | undefined;

  constructor(place: InputPlace, expected: string, came: string, remedy: string, facts?: RefusalFacts) {
    const at = place.line === null ? place.file : `${place.file}, line ${place.line}`;
    super(`${at}: expected ${expected}, but found ${came}; ${remedy}.`);
    this.name = "InputError";
    this.place = place;
    this.expected = expected;
    this.came = came;
    this.remedy = remedy;
    this.code = facts?.code;
    this.values = facts?.values;
  }

  /** Everything but the stack, as plain data. */
  parts(): RefusalParts {
    const { place, expected, came, remedy, code, values } = this;
    return {
      place,
      expected,
      came,
      remedy,
      ...(code === undefined ? {} : { code }),
      ...(values === undefined ? {} : { values }),
    };
  }

  /** The error again from its parts. */
  static of({ place, expected, came, remedy, code, values }: RefusalParts): InputError {
    const facts = code === undefined ? undefined : values === undefined ? { code } : { code, values };
    return new InputError(place, expected, came, remedy, facts);
  }
}
