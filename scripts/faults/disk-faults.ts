// Disks that are full or read-only, for recordings and for the database. Comes in: a server whose data lies on small disks. Goes
// out: reports.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { FaultStage } from "./fault-stage.ts";
import { type Fault, type FaultParts, type FaultReport, sufferAgain } from "./fault.ts";

const FILL_WAL = fileURLToPath(new URL("../../apps/server/src/testing/fill-wal.ts", import.meta.url));

/** What a disk that becomes full has left, at most. Bytes; so that it becomes full in the middle of a write. */
const LEFT_BYTES = 65_536;

function disksOf({ disks }: FaultParts): NonNullable<FaultParts["disks"]> {
  if (disks === null) throw new Error("this fault needs small disks");
  return disks;
}

/** Whether /readyz tells operators which part is hurt. */
async function judgeReadiness(stage: FaultStage, part: "storage" | "database"): Promise<string[]> {
  const answer = await fetch(`${stage.origin}/readyz`);
  const { checks } = (await answer.json()) as { checks: Record<string, string> };
  return answer.status === 503 && checks[part] === "failed"
    ? []
    : [`expected /readyz to say 503 and ${part} failed, but it says ${answer.status} ${JSON.stringify(checks)}`];
}

function objectsFull(parts: FaultParts): Promise<FaultReport> {
  const { objects } = disksOf(parts);
  return sufferAgain(parts, [
    {
      begin: () => objects.limitTo(LEFT_BYTES),
      end: () => objects.makeRoom(),
      refusedMinCount: parts.counts.refusedMinCount,
      isReadable: true,
      meanwhile: () => judgeReadiness(parts.stage, "storage"),
    },
  ]);
}

/** The log of PostgreSQL meets the disk's end: it panics, cannot recover, and comes back with the room. */
async function databaseFull(parts: FaultParts): Promise<FaultReport> {
  const { database } = disksOf(parts);
  const ends: string[] = [];
  const report = await sufferAgain(parts, [
    {
      begin: async () => {
        database.limitTo(LEFT_BYTES);
        const { stdout } = await promisify(execFile)(process.execPath, [FILL_WAL, parts.stage.server.dataFolder]);
        ends.push((JSON.parse(stdout) as { end: string }).end);
      },
      end: () => database.makeRoom(),
      holdMs: 1000,
      refusedMinCount: parts.counts.refusedMinCount,
      isReadable: false,
    },
  ]);
  const panicCount = parts.stage.server.log.split("PostgreSQL had gone").length - 1;
  return { ...report, figures: { postgresCameBackCount: panicCount, fillingEndedWith: [...new Set(ends)].join("; ") } };
}

function storeReadOnly(parts: FaultParts): Promise<FaultReport> {
  const { objects } = disksOf(parts);
  return sufferAgain(parts, [
    {
      begin: () => objects.makeReadOnly(),
      end: () => objects.makeWritable(),
      holdMs: 1000,
      refusedMinCount: parts.counts.refusedMinCount,
      isReadable: true,
      meanwhile: () => readOneRecording(parts.stage),
    },
  ]);
}

/** A recording that was kept before is read from the store that cannot be written. */
async function readOneRecording({ client, known }: FaultStage): Promise<string[]> {
  const run = known.find(({ isKept, isThere }) => isKept[0] === true && isThere.allows(true) && !isThere.allows(false));
  if (run === undefined) return [];
  const path = { runId: run.runId, slot: "0" };
  const { response } = await client.GET("/api/v1/runs/{runId}/recordings/{slot}", {
    params: { path },
    parseAs: "text",
  });
  return response.ok ? [] : [`a kept recording cannot be read: ${response.status}`];
}

export const DISK_FAULTS: readonly Fault[] = [
  {
    name: "objects-full",
    what: "the disk of recordings and uploads is full",
    server: "own",
    needs: "disks",
    run: objectsFull,
  },
  {
    name: "database-full",
    what: "the disk of the data folder is full and PostgreSQL's log cannot grow",
    server: "own",
    needs: "disks",
    run: databaseFull,
  },
  {
    name: "store-read-only",
    what: "the store of recordings and uploads is mounted read-only",
    server: "own",
    needs: "disks",
    run: storeReadOnly,
  },
];
