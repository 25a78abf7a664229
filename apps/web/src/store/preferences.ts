// What the reader chose of the app: language, units, light or dark. Kept in localStorage, because it must be known
// before the first paint; anything unreadable there counts as not chosen. Goes out: a value to subscribe to.
import { LANGUAGES, type Language } from "../language/language.ts";
import type { UnitSystem } from "../language/quantity-format.ts";

/** Null = as the device says. */
export interface Preferences {
  language: Language | null;
  units: UnitSystem | null;
  theme: "light" | "dark" | null;
}

const KEY = "solewise.preferences";

const NOTHING_CHOSEN: Preferences = { language: null, units: null, theme: null };

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | null {
  return allowed.find((each) => each === value) ?? null;
}

/** Preferences from stored text; whatever is not one of ours is left out. */
export function parsePreferences(text: string | null): Preferences {
  if (text === null) return NOTHING_CHOSEN;
  try {
    const found = JSON.parse(text) as Record<string, unknown> | null;
    return {
      language: oneOf(found?.["language"], LANGUAGES),
      units: oneOf(found?.["units"], ["metric", "imperial"]),
      theme: oneOf(found?.["theme"], ["light", "dark"]),
    };
  } catch {
    return NOTHING_CHOSEN;
  }
}

function readStored(): Preferences {
  try {
    return parsePreferences(localStorage.getItem(KEY));
  } catch {
    return NOTHING_CHOSEN; // a browser that refuses storage
  }
}

let current = readStored();
const listeners = new Set<() => void>();

function announce(next: Preferences): void {
  current = next;
  for (const listener of listeners) listener();
}

window.addEventListener("storage", (event) => {
  if (event.key === KEY) announce(parsePreferences(event.newValue));
});

/** The preferences as they are; the same object until they change. */
export function preferences(): Preferences {
  return current;
}

/** Hears of changes, also those of other tabs. Goes out: the way to stop. */
export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes some of them; a browser that refuses storage forgets them with the tab. */
export function savePreferences(change: Partial<Preferences>): void {
  const next = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // kept for this tab all the same
  }
  announce(next);
}
