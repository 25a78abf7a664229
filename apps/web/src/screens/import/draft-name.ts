// The names a draft's run begins with.
import type { ImportDraft } from "../../app/import-session.ts";
import { usualNames, type UsualNames } from "../../app/run-name.ts";
import type { Messages } from "../../language/messages.ts";

/** By the hour at which it started, on this device's clock. */
export function draftNames({ importing }: Messages, draft: ImportDraft): UsualNames {
  return usualNames(importing, new Date(draft.startedAtMs).getHours());
}
