// The variants that every screen is looked at in: a phone and a desktop, light and dark, both languages.
import type { BrowserContextOptions } from "playwright-core";

/** One way to look at a screen. */
export interface Variant {
  size: "360x740" | "1280x800";
  theme: "light" | "dark";
  language: "en" | "zh-CN";
}

const SIZES = ["360x740", "1280x800"] as const;
const THEMES = ["light", "dark"] as const;
const LANGUAGES = ["en", "zh-CN"] as const;

/** All eight. */
export const VARIANTS: readonly Variant[] = SIZES.flatMap((size) =>
  THEMES.flatMap((theme) => LANGUAGES.map((language) => ({ size, theme, language }))),
);

/** The phone of a reader of English by day: where a test needs no particular one. */
export const PHONE: Variant = { size: "360x740", theme: "light", language: "en" };

/** The same on a desk. */
export const DESKTOP: Variant = { size: "1280x800", theme: "light", language: "en" };

/** `360x740.dark.zh-CN`: how a variant is named in titles and files. */
export function nameVariant(variant: Variant): string {
  return `${variant.size}.${variant.theme}.${variant.language}`;
}

/** What Chromium is set to for a variant: a phone has a touch screen of two device pixels a CSS pixel. */
export function contextOptionsOf(variant: Variant): BrowserContextOptions {
  const isPhone = variant.size === "360x740";
  const [width = 0, height = 0] = variant.size.split("x").map(Number);
  return {
    viewport: { width, height },
    colorScheme: variant.theme,
    locale: variant.language,
    deviceScaleFactor: isPhone ? 2 : 1,
    isMobile: isPhone,
    hasTouch: isPhone,
    timezoneId: "UTC",
  };
}
