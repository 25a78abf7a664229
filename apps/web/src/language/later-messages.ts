// Texts that are loaded with the screens that need them, not with the app. Comes in: an area, a language. Goes out: its
// texts; while they load, the nearest Suspense shows its fallback.
import { use } from "react";
import type { AccountTexts } from "./en/account.ts";
import type { OperatorTexts } from "./en/operator.ts";
import type { SyncingTexts } from "./en/syncing.ts";
import { useLanguage } from "./language-context.tsx";
import type { Language } from "./language.ts";

/** The areas. */
export interface LaterMessages {
  account: AccountTexts;
  operator: OperatorTexts;
  syncing: SyncingTexts;
}

type Loaders = { [Area in keyof LaterMessages]: Record<Language, () => Promise<LaterMessages[Area]>> };

const LOADERS: Loaders = {
  account: {
    en: async () => (await import("./en/account.ts")).account,
    "zh-CN": async () => (await import("./zh-cn/account.ts")).account,
  },
  operator: {
    en: async () => (await import("./en/operator.ts")).operator,
    "zh-CN": async () => (await import("./zh-cn/operator.ts")).operator,
  },
  syncing: {
    en: async () => (await import("./en/syncing.ts")).syncing,
    "zh-CN": async () => (await import("./zh-cn/syncing.ts")).syncing,
  },
};

const loading = new Map<string, Promise<unknown>>();

/** The texts of an area, loaded once. */
export function loadLaterMessages<Area extends keyof LaterMessages>(
  area: Area,
  language: Language,
): Promise<LaterMessages[Area]> {
  const key = `${area} ${language}`;
  const known = loading.get(key) as Promise<LaterMessages[Area]> | undefined;
  if (known !== undefined) return known;
  const begun = LOADERS[area][language]();
  loading.set(key, begun);
  begun.catch(() => loading.delete(key));
  return begun;
}

/** The area's texts in the reader's language. */
export function useLaterMessages<Area extends keyof LaterMessages>(area: Area): LaterMessages[Area] {
  return use(loadLaterMessages(area, useLanguage()));
}
