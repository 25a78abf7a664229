// The reader's language and units, for every component. Comes in: what the shell loaded. Goes out: texts and formats.
import { createContext, use } from "react";
import type { Language } from "./language.ts";
import type { Messages } from "./messages.ts";
import type { QuantityFormat } from "./quantity-format.ts";

/** What a component needs to speak. */
export interface Speech {
  language: Language;
  messages: Messages;
  format: QuantityFormat;
}

export const SpeechContext = createContext<Speech | null>(null);

function useSpeech(): Speech {
  const speech = use(SpeechContext);
  if (speech === null) throw new Error("a component was shown outside the shell: no language is loaded");
  return speech;
}

/** The texts of the reader's language. */
export function useMessages(): Messages {
  return useSpeech().messages;
}

/** Numbers, quantities and dates as the reader writes them. */
export function useFormat(): QuantityFormat {
  return useSpeech().format;
}

/** The language itself, for `lang` attributes and Intl. */
export function useLanguage(): Language {
  return useSpeech().language;
}
