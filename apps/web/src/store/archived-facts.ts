// A run's record ⇄ what an archive says of it. Pure: instants as ISO 8601, members that this version does not know kept
// aside. What can be derived anew (insight, small picture) is not archived. Format: docs/protocol/archive.md. // STO15
import type { ArchivedFoot, ArchivedRun } from "@solewise/exchange";
import { cleanName } from "@solewise/terms";
import type { RecordingFacts, SideSource, StartSource, StoredFoot, StoredRun } from "./stored-run.ts";

const SIDE_SOURCES: readonly SideSource[] = ["recording", "file-name", "chosen", "assumed"];
const START_SOURCES: readonly StartSource[] = ["recording", "file-date", "chosen", "import"];

function archiveFoot(foot: StoredFoot): ArchivedFoot {
  const { side, sideSource, fileName, sha256, sizeBytes, strideCount, recording, extra } = foot;
  return { ...extra, side, sideSource, fileName, sha256, sizeBytes, strideCount, recording };
}

/** What an archive says of a run; `startSec` is among what it may say besides. */
export function archiveFacts(run: StoredRun): ArchivedRun & Pick<StoredRun, "startSec"> {
  const { runId, name, startSource, timeZone, demo, algorithm, summary, warnings, startSec, extra } = run;
  return {
    ...extra,
    runId,
    name,
    createdAtUtc: new Date(run.createdAtMs).toISOString(),
    startedAtUtc: new Date(run.startedAtMs).toISOString(),
    startSource,
    timeZone,
    demo,
    deletedAtUtc: run.deletedAtMs === null ? null : new Date(run.deletedAtMs).toISOString(),
    algorithm,
    summary,
    warnings,
    startSec,
    feet: run.feet.map(archiveFoot),
  };
}

/** How a start is known, as this version names it. */
export function restoredSource(startSource: string): StartSource {
  return START_SOURCES.find((known) => known === startSource) ?? "import";
}

/** What this device adds to a foot of an archive: where its samples go and how many bytes it takes. */
export type FootPlace = Pick<StoredFoot, "slot" | "keptBytes" | "keptAs" | "resultBytes">;

function restoreFoot(foot: ArchivedFoot, place: FootPlace): StoredFoot {
  const { side, sideSource, fileName, sha256, sizeBytes, strideCount, recording, ...extra } = foot;
  return {
    side,
    sideSource: SIDE_SOURCES.find((known) => known === sideSource) ?? "chosen",
    fileName,
    sha256,
    sizeBytes,
    strideCount,
    recording: recording satisfies RecordingFacts,
    ...place,
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

/** A run as this device keeps it. `derived` is what the archive leaves to be made anew. */
export function restoreFacts(
  facts: ArchivedRun,
  places: readonly FootPlace[],
  derived: Pick<StoredRun, "insight" | "speedsMps" | "startSec">,
): StoredRun {
  const { createdAtUtc, startedAtUtc, deletedAtUtc, startSource, feet, ...rest } = facts;
  const { runId, name, timeZone, demo, algorithm, summary, warnings, startSec, ...extra } = rest as typeof rest &
    Partial<Pick<StoredRun, "startSec">>;
  return {
    runId,
    name: cleanName(name),
    timeZone,
    demo,
    algorithm,
    summary,
    warnings,
    createdAtMs: Date.parse(createdAtUtc),
    startedAtMs: Date.parse(startedAtUtc),
    deletedAtMs: deletedAtUtc === null ? null : Date.parse(deletedAtUtc),
    startSource: restoredSource(startSource),
    insight: derived.insight,
    speedsMps: derived.speedsMps,
    startSec: startSec ?? derived.startSec,
    feet: feet.map((foot, index) => restoreFoot(foot, places[index] as FootPlace)),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}
