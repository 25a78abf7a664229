// A device in the reader's words. Comes in: a User-Agent. Goes out: "Chrome on Linux".
import type { AccountTexts } from "../../language/en/account.ts";
import { nameDevice } from "./device-name.ts";

/** The words. */
export function wordDevice({ sessions }: AccountTexts, userAgent: string): string {
  const device = nameDevice(userAgent);
  if (device === null) return sessions.unknown;
  const { browser, system } = device;
  return browser !== null && system !== null ? sessions.device(browser, system) : (browser ?? system ?? "");
}
