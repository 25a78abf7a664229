// What the operator's commands work with, beside a running server or alone. Comes in: settings. Goes out: services on the
// same database; PostgreSQL is started for the command when it does not run, and stopped after it.
import { randomBytes } from "node:crypto";
import { openAccounts } from "../accounts/accounts.ts";
import { reachDatabase } from "../backup/reach-database.ts";
import { refuseHalfRestoredDatabase, refuseHalfRestoredFolder } from "../backup/unfinished-restore.ts";
import { openStorage } from "../commands/recordings/recording-services.ts";
import { judgeApplied, readApplied } from "../database/migrate.ts";
import { readMigrations } from "../database/migration-files.ts";
import { openJobs } from "../jobs/start-jobs.ts";
import { Refusal } from "../refusal.ts";
import type { Services } from "../services.ts";
import type { Settings } from "../settings.ts";

/** Runs `work` with services and closes them. Throws Refusal. */
export async function withServices<Result>(
  settings: Settings,
  log: (line: string) => void,
  work: (services: Services) => Promise<Result>,
): Promise<Result> {
  const { dataFolder, database: choice } = settings;
  refuseHalfRestoredFolder(dataFolder);
  const { database, pool, place, close } = await reachDatabase({ choice, dataFolder, log }, "beside");
  try {
    await refuseHalfRestoredDatabase(pool, place);
    const [applied, migrations] = [await readApplied(pool), readMigrations()];
    judgeApplied(applied, migrations);
    if (applied.length < migrations.length)
      throw new Refusal(
        `The database ${place} is of an older version. Start the server once: it brings it up to date.`,
      );
    const now = (): Date => new Date();
    // No command signs or checks a session, so none needs the secret.
    const accounts = openAccounts({ database, pool, secret: "", sendMail: null, log, now, randomBytes });
    const jobs = await openJobs({ pool, log });
    try {
      const storage = openStorage(settings);
      const shared = { database, pool, now, agesNow: now, randomBytes, log, settings, accounts };
      return await work({ ...shared, storage, dataFolder, jobs: jobs.queue });
    } finally {
      await jobs.stop();
    }
  } finally {
    await close();
  }
}
