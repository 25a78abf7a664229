// Loads the reader's language before anything is shown and follows the preferences: language, units, theme.
import { type ReactNode, useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { chooseLanguage, type Language, loadMessages, regionalTag } from "../language/language.ts";
import { type Speech, SpeechContext } from "../language/language-context.tsx";
import { QuantityFormat, usualUnits } from "../language/quantity-format.ts";
import { type Preferences, preferences, subscribePreferences } from "../store/preferences.ts";

async function loadSpeech(language: Language, chosen: Preferences): Promise<Speech> {
  const messages = await loadMessages(language);
  const tag = regionalTag(language, navigator.languages);
  return { language, messages, format: new QuantityFormat(tag, chosen.units ?? usualUnits(navigator.language)) };
}

/** Everything inside speaks the reader's language; nothing is shown before it is there. */
export function SpeechProvider({ children }: { children: ReactNode }) {
  const chosen = useSyncExternalStore(subscribePreferences, preferences);
  const language = chosen.language ?? chooseLanguage(navigator.languages);
  const [speech, setSpeech] = useState<Speech | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useLayoutEffect(() => {
    if (chosen.theme === null) delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = chosen.theme;
  }, [chosen.theme]);
  useEffect(() => {
    let isWanted = true;
    loadSpeech(language, chosen).then(
      (loaded) => {
        if (!isWanted) return;
        document.documentElement.lang = language;
        setSpeech(loaded);
      },
      (error: unknown) => setFailure(error),
    );
    return () => {
      isWanted = false;
    };
  }, [language, chosen]);
  if (failure !== null && speech === null) {
    throw new Error("the app's language could not be loaded", { cause: failure });
  }
  if (speech === null) return null;
  return (
    <SpeechContext value={speech}>
      <I18nProvider locale={speech.language}>{children}</I18nProvider>
    </SpeechContext>
  );
}
