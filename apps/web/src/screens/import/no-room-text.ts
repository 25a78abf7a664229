// What is said when the device has no room for a recording. Rule APP25.
import type { QuantityFormat } from "../../language/quantity-format.ts";
import type { Messages } from "../../language/messages.ts";
import type { ImportOutcome } from "../../worker/analysis-jobs.ts";

/** Browsers round and pad what they say is free: it is told only where it explains the refusal. */
export function noRoomText(
  importing: Messages["importing"],
  format: Pick<QuantityFormat, "bytes">,
  { neededBytes, availableBytes }: ImportOutcome & { kind: "no-room" },
  keepsSamples: boolean,
): string {
  if (!keepsSamples) return importing.noRoomEither;
  const needed = format.bytes(neededBytes);
  if (availableBytes === null || availableBytes >= neededBytes) return importing.noRoomUnknown(needed);
  return importing.noRoomText(needed, format.bytes(availableBytes));
}
