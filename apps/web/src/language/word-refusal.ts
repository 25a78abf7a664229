// Refusals and failures in the reader's words. Comes in: what the analysis or the store refused, by code and values, or an
// error. Goes out: text; the refusal's own English for a code that is not known here. // APP20–APP23
import { InputError, type RefusalParts, type RefusalValues } from "@solewise/terms";
import type { Messages } from "./messages.ts";
import { NOT_MEASURED, type QuantityFormat } from "./quantity-format.ts";
import type { RefusalText, RefusalWord, ShownValues } from "./refusal-text.ts";

/** A refusal's parts as the reader sees them. */
export interface WordedRefusal {
  expected: string;
  came: string;
  remedy: string;
  /** Whether these are the English words of the error itself, to be marked as such on the page. */
  isOriginal: boolean;
}

/** Longest piece of an input that a text repeats. Characters; paths in archives are longer than quoted cells. */
const TEXT_MAX_CHARACTERS = 120;
/** More decimals than this of a measured number tell nobody anything. */
const DECIMALS_MAX_COUNT = 6;

/** Text from outside, fit to stand in a sentence: control and direction characters replaced, cut when long. */
export function safeText(text: string): string {
  const letters = Array.from(text.replace(/\p{C}/gu, "\u{fffd}"));
  return letters.length > TEXT_MAX_CHARACTERS ? `${letters.slice(0, TEXT_MAX_CHARACTERS).join("")}…` : letters.join("");
}

function decimalCount(value: number): number {
  if (!Number.isFinite(value)) return 0;
  const decimals = String(Number(value.toFixed(DECIMALS_MAX_COUNT))).split(".")[1];
  return decimals?.length ?? 0;
}

class Shown implements ShownValues {
  readonly #values: RefusalValues;
  readonly #format: QuantityFormat;

  constructor(values: RefusalValues, format: QuantityFormat) {
    this.#values = values;
    this.#format = format;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  text(name: string): string {
    return this.has(name) ? safeText(String(this.#values[name])) : "";
  }

  number(name: string, digits?: number): string {
    const value = Number(this.#values[name]);
    return this.#format.number(value, digits ?? decimalCount(value));
  }

  size(name: string): string {
    const sizeBytes = Number(this.#values[name]);
    return Number.isFinite(sizeBytes) ? this.#format.bytes(sizeBytes) : NOT_MEASURED;
  }

  choose(name: string, words: Readonly<Record<string, string>>, otherwise: string): string {
    const key = this.text(name);
    return Object.hasOwn(words, key) ? (words[key] ?? otherwise) : otherwise;
  }
}

/** What was expected, what came and what to do. */
export function wordRefusal(
  { refusal }: Pick<Messages, "refusal">,
  format: QuantityFormat,
  refused: RefusalParts,
): WordedRefusal {
  const texts: Readonly<Record<string, RefusalText | undefined>> = refusal.texts;
  const { code, values = {} } = refused;
  const text = code !== undefined && Object.hasOwn(texts, code) ? texts[code] : undefined;
  if (text === undefined) {
    const { expected, came, remedy } = refused;
    return { expected: safeText(expected), came: safeText(came), remedy: safeText(remedy), isOriginal: true };
  }
  const shown = new Shown(values, format);
  const word = (part: RefusalWord): string => (typeof part === "string" ? part : part(shown));
  return { expected: word(text.expected), came: word(text.came), remedy: word(text.remedy), isOriginal: false };
}

/** A refusal as text with its place. */
export function wordRefusalSentence(
  messages: Pick<Messages, "refusal" | "importing">,
  format: QuantityFormat,
  refused: RefusalParts,
): string {
  const { expected, came, remedy } = wordRefusal(messages, format, refused);
  const { file, line } = refused.place;
  const shownFile = safeText(file);
  const place = line === null ? shownFile : messages.importing.refusedLine(shownFile, format.number(line));
  return messages.refusal.sentence(place, expected, came, remedy);
}

/** Why something broke off. */
export interface WordedFailure {
  text: string;
  /** Technical text in English for a report; null where `text` says everything. */
  details: string | null;
}

/** Errors that the app and the browser raise, by name; classes of the worker are not loaded for this. */
const FAILURES: Readonly<Record<string, keyof Messages["refusal"]["failures"]>> = {
  WorkerError: "worker",
  NoRoomError: "noRoom",
  QuotaExceededError: "noRoom",
  NotReadableError: "file",
  NotFoundError: "file",
  InvalidStateError: "store",
  TransactionInactiveError: "store",
  UnknownError: "store",
  DataCloneError: "store",
  TimeoutError: "store",
};

/** A part of the app that did not arrive: offline before it was kept, or gone from the server after an update. */
const NOT_LOADED =
  /failed to fetch|dynamically imported|importing a module|could not be loaded|networkerror|load failed/i;

/** An error that ended what the reader had asked for. */
export function wordFailure(
  messages: Pick<Messages, "refusal" | "importing">,
  format: QuantityFormat,
  error: unknown,
): WordedFailure {
  if (error instanceof InputError) return { text: wordRefusalSentence(messages, format, error.parts()), details: null };
  const { failures } = messages.refusal;
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  const details = name === "" || name === "Error" ? message : `${name}: ${message}`;
  if (Object.hasOwn(FAILURES, name)) return { text: failures[FAILURES[name] ?? "defect"], details };
  return { text: NOT_LOADED.test(message) ? failures.load : failures.defect, details };
}
