// Vite plugin: react-aria carries its few own texts in about thirty languages, and components import all of them. In
// goes a module of a language that the app does not have, out comes the nearest one that it has.
import type { Plugin } from "vite";

/** react-aria's names of the languages that stay. */
const KEPT = new Set(["en-US", "zh-CN"]);

const TEXTS_MODULE =
  /\/(?:react-aria|react-aria-components|react-stately)\/dist\/.*\/intl\/(?:.+\/)?([a-z]{2}-[A-Z]{2})\.(mjs|js)$/;

/** What a texts module becomes; null for modules that stay as they are. */
export function replacedTexts(moduleId: string): string | null {
  const [, locale, ending] = TEXTS_MODULE.exec(moduleId.replaceAll("\\", "/").split("?")[0] ?? "") ?? [];
  if (locale === undefined || ending === undefined || KEPT.has(locale)) return null;
  const nearest = locale.startsWith("zh-") ? "zh-CN" : "en-US";
  return `export { default } from "./${nearest}.${ending}";\n`;
}

/** The plugin. */
export function onlyOurLocales(): Plugin {
  return {
    name: "solewise-only-our-locales",
    enforce: "pre",
    load(id) {
      return replacedTexts(id);
    },
  };
}
