// What a fault is. Comes in: the stage, counts. Goes out: what clients were told, how long service was away, figures, problems.
import type { GivenPostgres } from "../server-stage/given-postgres.ts";
import type { FakeClock } from "./fake-clock.ts";
import type { FaultStage, Harm, Suffered } from "./fault-stage.ts";
import type { SmallDisk } from "./small-disk.ts";
import type { ToldLine } from "./told.ts";

/** How much of each is done. */
export interface FaultCounts {
  /** How often each fault comes. */
  roundCount: number;
  /** Requests that each disk fault has to refuse. */
  refusedMinCount: number;
  /** Jumps of the clock, as libfaketime writes them. */
  jumps: readonly string[];
  /** Bytes that a huge upload would send. */
  hugeBytes: number;
  /** The largest upload that is allowed is declared, and more is sent. */
  withLargest: boolean;
  tinyUploadCount: number;
  /** Tiny recordings that are read back and compared byte for byte. */
  tinyReadCount: number;
}

/** What a fault works with. */
export interface FaultParts {
  stage: FaultStage;
  counts: FaultCounts;
  seed: number;
  say: (line: string) => void;
  /** Of the server's data folder, and of its recordings; null: nothing can be mounted. */
  disks: { database: SmallDisk; objects: SmallDisk } | null;
  /** null: the server has its own. */
  given: GivenPostgres | null;
  /** null: the clock cannot be faked. */
  clock: FakeClock | null;
}

/** What came of one. */
export interface FaultReport {
  told: ToldLine[];
  /** From the end of each to service. Milliseconds. */
  backMs: number[];
  figures: Record<string, number | string>;
  problems: string[];
}

/** A fault of a kind of server: with its own PostgreSQL, or with a given one. */
export interface Fault {
  name: string;
  /** What is done, in a sentence. */
  what: string;
  server: "own" | "given";
  /** Needs a small disk, or a clock that can be set. */
  needs?: "disks" | "clock";
  run: (parts: FaultParts) => Promise<FaultReport>;
}

/** One of several into one. */
export function joinTold(lines: readonly ToldLine[]): ToldLine[] {
  const joined = new Map<string, ToldLine>();
  for (const line of lines) {
    const key = `${line.status} ${line.code}`;
    joined.set(key, { ...line, count: line.count + (joined.get(key)?.count ?? 0) });
  }
  return [...joined.values()].toSorted((a, b) => b.count - a.count);
}

/** A harm, so often; what came of all. */
export async function sufferAgain(
  { stage, counts }: FaultParts,
  harms: readonly Harm[],
  figures: FaultReport["figures"] = {},
): Promise<FaultReport> {
  const all: Suffered[] = [];
  for (let round = 0; round < counts.roundCount; round += 1)
    for (const harm of harms) all.push(await stage.suffer(harm));
  return {
    told: joinTold(all.flatMap(({ told }) => told)),
    backMs: all.map(({ backMs }) => Math.round(backMs)),
    figures,
    problems: all.flatMap(({ problems }) => problems),
  };
}
