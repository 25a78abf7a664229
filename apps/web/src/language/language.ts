// The languages of the app: which there are, which one a reader gets, and loading it alone.
import type { Messages } from "./messages.ts";

/** BCP 47 tags of the languages, also the tags that Intl is asked with. */
export const LANGUAGES = ["en", "zh-CN"] as const;

export type Language = (typeof LANGUAGES)[number];

/** What a language calls itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", "zh-CN": "简体中文" };

/** The first of the reader's languages that the app has; English when there is none. */
export function chooseLanguage(readerLanguages: readonly string[]): Language {
  for (const tag of readerLanguages) {
    const base = tag.toLowerCase().split("-")[0];
    if (base === "zh") return "zh-CN";
    if (base === "en") return "en";
  }
  return "en";
}

/**
 * The tag that numbers and dates are written by: the reader's own regional form of the chosen language, so that an
 * Australian gets day before month.
 */
export function regionalTag(language: Language, readerLanguages: readonly string[]): string {
  const base = language.split("-")[0] ?? language;
  return readerLanguages.find((tag) => tag.toLowerCase().split("-")[0] === base) ?? language;
}

/** Loads one language's texts; each is a chunk of its own. */
export async function loadMessages(language: Language): Promise<Messages> {
  if (language === "zh-CN") return (await import("./zh-cn/index.ts")).zhCn;
  return (await import("./en/index.ts")).en;
}
