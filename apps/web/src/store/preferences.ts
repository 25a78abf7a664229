// What the reader chose: language, units, theme. Kept in localStorage, checked when read; null = as the device says.
const KEY = "solewise-preferences";

export interface Preferences {
  language: "en" | "zh-CN" | null;
  units: "metric" | "imperial" | null;
  theme: "light" | "dark" | null;
}

const ALLOWED = {
  language: ["en", "zh-CN"],
  units: ["metric", "imperial"],
  theme: ["light", "dark"],
} as const satisfies { [Key in keyof Preferences]: readonly Preferences[Key][] };

/** The part of a Storage that is used. */
export type PreferenceStorage = Pick<Storage, "getItem" | "setItem">;

function pick<Value extends string>(allowed: readonly Value[], value: unknown): Value | null {
  return allowed.find((one) => one === value) ?? null;
}

/** Preferences from their stored text; what is missing or unknown is null. */ // STO14
export function parsePreferences(text: string | null): Preferences {
  let stored: Record<string, unknown> = {};
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    if (typeof value === "object" && value !== null) stored = value as Record<string, unknown>;
  } catch {
    // Not ours, or cut: as if nothing had been chosen.
  }
  return {
    language: pick(ALLOWED.language, stored["language"]),
    units: pick(ALLOWED.units, stored["units"]),
    theme: pick(ALLOWED.theme, stored["theme"]),
  };
}

function browserStorage(): PreferenceStorage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null; // refused: preferences last as long as the tab
  }
}

const listeners = new Set<() => void>();
let current: Preferences | null = null;

/** The preferences as they are; the same object until something changes. */
export function preferences(): Preferences {
  current ??= parsePreferences(browserStorage()?.getItem(KEY) ?? null);
  return current;
}

/** Changes some preferences and tells everyone who listens. */
export function changePreferences(changes: Partial<Preferences>): void {
  current = parsePreferences(JSON.stringify({ ...preferences(), ...changes }));
  try {
    browserStorage()?.setItem(KEY, JSON.stringify(current));
  } catch {
    // No room: they last as long as the tab.
  }
  for (const listener of listeners) listener();
}

function takeFromOtherTab(event: StorageEvent): void {
  if (event.key !== KEY && event.key !== null) return;
  current = null;
  for (const listener of listeners) listener();
}

/** Calls the listener after every change, other tabs' too; returns how to stop it. */
export function subscribePreferences(listener: () => void): () => void {
  if (listeners.size === 0) globalThis.addEventListener("storage", takeFromOtherTab);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) globalThis.removeEventListener("storage", takeFromOtherTab);
  };
}
