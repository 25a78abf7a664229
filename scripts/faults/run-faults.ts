// Every fault, done to a real server. Comes in: which, how much of each, a seed. Goes out: a report a fault, or why it was not
// run; what was lost in words.
import { join } from "node:path";
import { GivenPostgres } from "../server-stage/given-postgres.ts";
import { CLOCK_FAULT } from "./clock-fault.ts";
import { DATABASE_FAULTS } from "./database-faults.ts";
import { DISK_FAULTS } from "./disk-faults.ts";
import { FakeClock, whyNoFakeClock } from "./fake-clock.ts";
import type { Fault, FaultCounts, FaultParts, FaultReport } from "./fault.ts";
import { FaultStage } from "./fault-stage.ts";
import { HUGE_UPLOADS } from "./huge-uploads.ts";
import { MANY_UPLOADS } from "./many-uploads.ts";
import { SmallDisk, whyNoMount } from "./small-disk.ts";

/** Every fault; the many uploads last, as their analyses are not waited for. */
export const FAULTS: readonly Fault[] = [...DISK_FAULTS, ...DATABASE_FAULTS, CLOCK_FAULT, HUGE_UPLOADS, MANY_UPLOADS];

/** What came of one, or why nothing did. */
export interface FaultOutcome {
  name: string;
  what: string;
  notRun: string | null;
  report: FaultReport;
}

/** What is asked for. */
export interface FaultOptions {
  faults: readonly Fault[];
  counts: FaultCounts;
  seed: number;
  say: (line: string) => void;
  /** Told as soon as a fault is over. */
  onOutcome: (outcome: FaultOutcome) => void;
}

const NOTHING: FaultReport = { told: [], backMs: [], figures: {}, problems: [] };

/** Why a fault cannot be done on this machine; null: it can. */
export function whyNot({ needs }: Fault): string | null {
  if (needs === "disks") return whyNoMount();
  return needs === "clock" ? whyNoFakeClock() : null;
}

/** The stage's parts: mounted before the first start, taken away at its end. */
class Surroundings {
  readonly #disks: SmallDisk[] = [];
  given: GivenPostgres | null = null;
  clock: FakeClock | null = null;

  /** The data folder on one small disk, recordings and uploads on another. */
  mountIn(dataFolder: string): FaultParts["disks"] {
    if (whyNoMount() !== null) return null;
    const database = new SmallDisk(dataFolder);
    const objects = new SmallDisk(join(dataFolder, "..", "store"));
    this.#disks.push(objects, database);
    for (const name of ["objects", "uploads"]) objects.show(name, join(dataFolder, name));
    return { database, objects };
  }

  /** A PostgreSQL beside the server, both under a clock that can be set where that is possible. */
  async openGiven(): Promise<Record<string, string>> {
    this.clock = whyNoFakeClock() === null ? new FakeClock() : null;
    const environment = this.clock?.environment ?? {};
    this.given = await GivenPostgres.open(environment);
    return { ...environment, DATABASE_URL: this.given.url };
  }

  unmount(): void {
    for (const disk of this.#disks.splice(0)) disk.remove();
  }

  async remove(): Promise<void> {
    await this.given?.remove();
    this.clock?.remove();
  }
}

async function runOne(fault: Fault, parts: FaultParts): Promise<FaultReport> {
  try {
    return await fault.run(parts);
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      ...NOTHING,
      problems: [`broken off: ${words}`, `the server's log ends so: ${parts.stage.server.log.slice(-1500)}`],
    };
  }
}

/** Faults of one kind of server, one after the other on the same one. */
async function runOn(server: Fault["server"], options: FaultOptions): Promise<string[]> {
  const faults = options.faults.filter((fault) => fault.server === server && whyNot(fault) === null);
  if (faults.length === 0) return [];
  const around = new Surroundings();
  const environment = server === "given" ? await around.openGiven() : {};
  const stage = new FaultStage(options.seed, { environment, beforeRemoval: () => around.unmount() });
  try {
    const disks = server === "own" ? around.mountIn(stage.server.dataFolder) : null;
    await stage.begin();
    const { counts, seed, say } = options;
    const parts: FaultParts = { stage, counts, seed, say, disks, given: around.given, clock: around.clock };
    const problems: string[] = [];
    let isFinished = false;
    for (const fault of faults) {
      if (fault === MANY_UPLOADS) {
        problems.push(...(await stage.finish(say)).problems);
        isFinished = true;
      }
      options.onOutcome({ ...fault, notRun: null, report: await runOne(fault, parts) });
    }
    if (!isFinished) problems.push(...(await stage.finish(say)).problems);
    return [...problems, ...(await stage.audit())];
  } finally {
    await stage.server.remove();
    await around.remove();
  }
}

/** Runs them; problems of the end, when everything was compared once more. */
export async function runFaults(options: FaultOptions): Promise<string[]> {
  for (const fault of options.faults) {
    const notRun = whyNot(fault);
    if (notRun !== null) options.onOutcome({ ...fault, notRun, report: NOTHING });
  }
  return [...(await runOn("own", options)), ...(await runOn("given", options))];
}
