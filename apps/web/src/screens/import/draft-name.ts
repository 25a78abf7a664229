// The name a draft's run begins with.
import type { ImportDraft } from "../../app/import-session.ts";
import { usualRunName } from "../../app/run-name.ts";
import type { Messages } from "../../language/messages.ts";

/** By the hour at which it started, on this device's clock. */
export function draftName({ importing }: Messages, draft: ImportDraft): string {
  return usualRunName(importing, new Date(draft.startedAtMs).getHours());
}
