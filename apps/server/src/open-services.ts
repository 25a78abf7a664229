// Opens what the server works with, in order, and closes it in the opposite one. Comes in: settings and surroundings.
// Goes out: Services. Each room that needs opening has its lines here.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Accounts, openAccounts } from "./accounts/accounts.ts";
import { openAuthSecret } from "./accounts/auth-secret.ts";
import { openStartLink } from "./accounts/invitations.ts";
import { openMail } from "./accounts/mail.ts";
import { sweepAccounts } from "./accounts/rate-limits.ts";
import { refuseHalfRestoredDatabase, refuseHalfRestoredFolder } from "./backup/unfinished-restore.ts";
import { openAgesClock } from "./clock/ages-clock.ts";
import { closeStorage, openStorage } from "./commands/recordings/recording-services.ts";
import { openDatabase } from "./database/open-database.ts";
import { type Jobs, openJobs } from "./jobs/start-jobs.ts";
import { messageOf, type Refusal } from "./refusal.ts";
import type { Surroundings } from "./serve.ts";
import type { Services } from "./services.ts";
import type { Settings } from "./settings.ts";

/** How often what has expired is removed from the accounts' tables. Milliseconds; one hour. */
const SWEEP_EVERY_MS = 3_600_000;

/** Wait before the jobs are begun again, when that failed: the database was away. Milliseconds. */
const JOBS_AGAIN_AFTER_MS = 1000;

/** Services in use. */
export interface OpenServices {
  services: Services;
  database: { kind: "embedded" | "given"; place: string };
  /** Makes the first operator: ORIGIN/#/join/TOKEN; null when there is one. */
  startToken: string | null;
  /** Resolves when the database was lost to another server. */
  lost: Promise<Refusal>;
  /** Call it when nothing listens any more. */
  close: () => Promise<void>;
}

function sweepHourly(accounts: Accounts, agesNow: () => Date): () => void {
  const sweep = (): void => {
    sweepAccounts(accounts, agesNow()).catch((error: unknown) => accounts.log(`accounts: ${messageOf(error)}`));
  };
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Begins to work on jobs, in the background: another process may have to end first. */
function workOnJobs(jobs: Jobs, services: Services): () => void {
  let timer: NodeJS.Timeout | null = null;
  const begin = (): void => {
    jobs.work(services).catch((error: unknown) => {
      services.log(`jobs: ${messageOf(error)}`);
      timer = setTimeout(begin, JOBS_AGAIN_AFTER_MS);
    });
  };
  begin();
  return () => clearTimeout(timer ?? undefined);
}

type OpenDatabase = Awaited<ReturnType<typeof openDatabase>>;

async function openOn(opened: OpenDatabase, settings: Settings, around: Surroundings): Promise<OpenServices> {
  const { database, pool, kind, place, lost } = opened;
  const { log, now } = around;
  const secret = await openAuthSecret(settings.dataFolder, settings.authSecret);
  const sendMail = openMail(settings.mail);
  const accounts = openAccounts({ database, pool, secret, sendMail, log, now, randomBytes });
  const startToken = await openStartLink(accounts);
  const { dataFolder } = settings;
  const ages = openAgesClock({ file: join(dataFolder, "clock.json"), now, steadyMs: () => performance.now(), log });
  const storage = openStorage(settings);
  const jobs = await openJobs({ pool, log });
  const shared = { database, pool, now, agesNow: ages.now, randomBytes, log, settings };
  const services: Services = { ...shared, accounts, storage, dataFolder, jobs: jobs.queue };
  const stopSweeping = sweepHourly(accounts, ages.now);
  const stopBeginning = workOnJobs(jobs, services);
  const close = async (): Promise<void> => {
    stopSweeping();
    stopBeginning();
    ages.close();
    await jobs.stop();
    await closeStorage(storage);
    await opened.close();
  };
  return { services, database: { kind, place }, startToken, lost, close };
}

/** Opens them. Throws Refusal. */
export async function openServices(settings: Settings, around: Surroundings): Promise<OpenServices> {
  const { dataFolder, database: choice } = settings;
  refuseHalfRestoredFolder(dataFolder);
  const opened = await openDatabase({ choice, dataFolder, log: around.log });
  try {
    await refuseHalfRestoredDatabase(opened.pool, opened.place);
    return await openOn(opened, settings, around);
  } catch (error) {
    await opened.close();
    throw error;
  }
}
