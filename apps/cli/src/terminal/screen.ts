// What the place we print to can do: width, colour, Unicode.
// Comes in: the environment, whether the stream is a terminal, the user's options. Goes out: a Screen.
// Sources: no-color.org; force-color.org; POSIX locale variables (LC_ALL before LC_CTYPE before LANG).

/** What a report is laid out for. */
export interface Screen {
  /** Columns no line exceeds, SCREEN_MIN_COLUMNS…SCREEN_MAX_COLUMNS. */
  widthColumns: number;
  colour: boolean;
  unicode: boolean;
}

/** Narrowest layout, columns; narrower terminals wrap. Range of --width with SCREEN_MAX_COLUMNS. */
export const SCREEN_MIN_COLUMNS = 40;
export const SCREEN_MAX_COLUMNS = 400;

/** Columns assumed where nothing says more. Source: the VT100. */
const WIDTH_DEFAULT_COLUMNS = 80;

/** The variables that are read. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The stream's own word on itself. */
export interface StreamTraits {
  isTerminal: boolean;
  /** Columns as the terminal reports them; undefined where it does not. */
  columns: number | undefined;
}

function clampWidth(columns: number): number {
  return Math.min(SCREEN_MAX_COLUMNS, Math.max(SCREEN_MIN_COLUMNS, Math.floor(columns)));
}

function positiveInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,5}$/u.test(text) ? Number(text) : undefined;
}

/** --width before COLUMNS before the terminal before 80. */ // CLI20
export function chooseWidthColumns(environment: Environment, stream: StreamTraits, asked?: number): number {
  const columns = asked ?? positiveInteger(environment["COLUMNS"]) ?? (stream.isTerminal ? stream.columns : undefined);
  return clampWidth(columns === undefined || columns === 0 ? WIDTH_DEFAULT_COLUMNS : columns);
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== "";
}

/** Colour on a terminal only; NO_COLOR and TERM=dumb take it away, FORCE_COLOR brings it. */ // CLI21
export function chooseColour(environment: Environment, stream: StreamTraits): boolean {
  if (isSet(environment["NO_COLOR"])) return false;
  const forced = environment["FORCE_COLOR"];
  if (isSet(forced)) return forced !== "0" && forced !== "false";
  return stream.isTerminal && environment["TERM"] !== "dumb";
}

/** Unicode unless the locale names another encoding or the terminal is dumb; no locale at all counts as UTF-8. */ // CLI22
export function chooseUnicode(environment: Environment): boolean {
  if (environment["TERM"] === "dumb") return false;
  const locale = [environment["LC_ALL"], environment["LC_CTYPE"], environment["LANG"]].find(isSet);
  return locale === undefined || /utf-?8/iu.test(locale);
}

/** Everything a report needs to know of the place it is printed to. */
export function describeScreen(environment: Environment, stream: StreamTraits, askedColumns?: number): Screen {
  return {
    widthColumns: chooseWidthColumns(environment, stream, askedColumns),
    colour: chooseColour(environment, stream),
    unicode: chooseUnicode(environment),
  };
}
