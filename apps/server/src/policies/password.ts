// What a password has to be. Comes in: the password, the e-mail. Goes out: what is wrong with it, or null. Pure. Source:
// NIST SP 800-63B §3.1.1.2: length and known passwords, no rules about kinds of characters.
import { dictionary } from "@zxcvbn-ts/language-common";

/** Characters. Range 8–64. */
export const MIN_PASSWORD_LENGTH = 10;
/** Characters; hashing takes no longer for a longer one, but a body does. */
export const MAX_PASSWORD_LENGTH = 128;
/** A password of fewer different characters is no secret. */
const MIN_DIFFERENT_COUNT = 4;

/** Starts of runs along a keyboard or an alphabet, forwards; a password may not be a piece of one, repeated or not. */
const RUNS = [
  "12345678901234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjkl",
  "azertyuiopqsdfghjklm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
];

/** Words of this place and of languages that the list of known ones lacks; alone or dressed they are no secret. */
const WORDS: ReadonlySet<string> = new Set([
  "passwort",
  "motdepasse",
  "contrasena",
  "willkommen",
  "trustno",
  "starwars",
  "administrator",
  "changeme",
  "abc",
  "abcd",
  "login",
  "running",
  "marathon",
  "solewise",
  "test",
  "testtest",
  "woaini",
  "woaiwojia",
]);

/**
 * 49,000 passwords of published leaks, in small letters. Source: zxcvbn's list of common ones, as @zxcvbn-ts keeps it.
 */
const KNOWN: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

/** Letters of a known one that make a password with digits and signs around it no secret; shorter ones are in anything. */
const KNOWN_WORD_LENGTH_MIN = 5;

/** Why a password is refused. */
export type PasswordFault = "too-short" | "too-long" | "too-common" | "like-email";

/** A word without what is put around or into it: digits and signs go, 0 @ $ are read as letters. */
function bareWords(plain: string): string[] {
  const trimmed = plain.replaceAll(/^[^\p{L}]+|[^\p{L}@$]+$/gu, "");
  const read = trimmed
    .replaceAll("0", "o")
    .replaceAll("@", "a")
    .replaceAll("$", "s")
    .replaceAll("1", "i")
    .replaceAll("3", "e");
  return [plain, read].map((text) => text.replaceAll(/[^\p{L}]+/gu, ""));
}

/** Whether it is a piece of a run, forwards, backwards, or again and again. */
function isRun(plain: string): boolean {
  const reversed = [...plain].reverse().join("");
  if (RUNS.some((run) => run.includes(plain) || run.includes(reversed))) return true;
  const again = plain.indexOf(plain.slice(0, 3), 3);
  if (again < 3) return false;
  const period = plain.slice(0, again);
  return period.repeat(plain.length).startsWith(plain) && RUNS.some((run) => run.includes(period));
}

function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  if (new Set(plain).size < MIN_DIFFERENT_COUNT || isRun(plain) || KNOWN.has(plain)) return true;
  return bareWords(plain).some(
    (word) =>
      WORDS.has(word) ||
      (word.length >= KNOWN_WORD_LENGTH_MIN && KNOWN.has(word)) ||
      (word.length > 2 && RUNS.some((run) => run.includes(word))),
  );
}

/** Judges a new password. */ // ACT10
export function passwordFault(password: string, email: string): PasswordFault | null {
  const length = [...password].length;
  if (length < MIN_PASSWORD_LENGTH) return "too-short";
  if (length > MAX_PASSWORD_LENGTH || password.length > MAX_PASSWORD_LENGTH) return "too-long";
  const [plain, address] = [password.toLowerCase(), email.toLowerCase()];
  const name = address.split("@", 1)[0] ?? "";
  if (plain === address || plain.replaceAll(/[\d\p{P}\p{S}]+/gu, "") === name.replaceAll(/[\d\p{P}\p{S}]+/gu, ""))
    return "like-email";
  return isCommon(password) ? "too-common" : null;
}

/** The sentence for each fault. */
export const PASSWORD_FAULTS: Readonly<Record<PasswordFault, string>> = {
  "too-short": `A password has ${MIN_PASSWORD_LENGTH} characters or more.`,
  "too-long": `A password has at most ${MAX_PASSWORD_LENGTH} characters.`,
  "too-common": "This password is on every list of known ones. Take three or four words that do not belong together.",
  "like-email": "The password may not be the e-mail address.",
};
