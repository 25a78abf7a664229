// The operator's commands. Comes in: services and words. Goes out: what was done, as lines for the terminal.
import { startErasing } from "../accounts/erase-runner.ts";
import { createInvitation } from "../accounts/invitations.ts";
import { createResetLink } from "../accounts/passwords.ts";
import { endOtherSessions } from "../accounts/sessions.ts";
import { unlessBackup } from "../backup/deletion-pause.ts";
import { sweepBlobs } from "../commands/recordings/sweep-storage.ts";
import { recomputeRun } from "../commands/runs/recompute-run.ts";
import { inTransaction } from "../database/transaction.ts";
import type { Role } from "../http/access/caller.ts";
import { readOperatorStatus } from "../http/operator/server-state.ts";
import { Problem } from "../http/problem.ts";
import { isWorkLockTaken } from "../jobs/work-lock.ts";
import { Refusal } from "../refusal.ts";
import type { Services } from "../services.ts";
import { lockClock } from "../store/change-clock.ts";

/** Somebody with a login. */
async function findRunner({ database }: Services, email: string) {
  const found = await database
    .selectFrom("auth.login as login")
    .innerJoin("directory.runner as runner", "runner.login_id", "login.id")
    .where("login.email", "=", email.toLowerCase())
    .select(["login.id as login_id", "runner.runner_id", "runner.role"])
    .executeTakeFirst();
  if (found === undefined)
    throw new Refusal(`There is no account ${email}. See all of them: npm run admin -- list-runners`);
  return found;
}

export async function resetPassword(services: Services, email: string, origin: string): Promise<string> {
  const token = await createResetLink(services.accounts, email);
  if (token === null) throw new Refusal(`There is no account ${email}. See all of them: npm run admin -- list-runners`);
  return `For an hour and for one use, whoever opens this link sets a new password:\n${origin}/#/reset/${token}\n`;
}

export async function invite(services: Services, wish: { role: Role; days: number }, origin: string): Promise<string> {
  const operator = await services.database
    .selectFrom("directory.runner")
    .where("role", "=", "operator")
    .where("login_id", "is not", null)
    .select("runner_id")
    .orderBy("created_at")
    .executeTakeFirst();
  if (operator === undefined)
    throw new Refusal("There is no operator yet. Register as the first by the link that npm start prints.");
  const { role, days } = wish;
  const made = await createInvitation(services.accounts, {
    role,
    note: "",
    hours: days * 24,
    invitedBy: operator.runner_id,
  });
  return `For one new ${role}, until ${made.expiresAtUtc}:\n${origin}/#/join/${made.token}\n`;
}

export async function listRunners({ database }: Services): Promise<string> {
  const rows = await database
    .selectFrom("directory.runner as runner")
    .innerJoin("auth.login as login", "login.id", "runner.login_id")
    .select((select) => [
      "login.email",
      "runner.role",
      "runner.created_at",
      select
        .selectFrom("runner.run as run")
        .whereRef("run.runner_id", "=", "runner.runner_id")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .as("run_count"),
    ])
    .orderBy("runner.created_at")
    .execute();
  const lines = rows.map(
    ({ email, role, created_at, run_count }) =>
      `${created_at.toISOString().slice(0, 10)}  ${role.padEnd(8)}  ${String(run_count ?? 0).padStart(6)} runs  ${email}`,
  );
  return rows.length === 0 ? "Nobody has registered yet.\n" : `${lines.join("\n")}\n`;
}

export async function makeOperator(services: Services, email: string): Promise<string> {
  const { runner_id } = await findRunner(services, email);
  await services.database
    .updateTable("directory.runner")
    .set({ role: "operator" })
    .where("runner_id", "=", runner_id)
    .execute();
  return `${email} is an operator now.\n`;
}

export async function revokeSessions(services: Services, email: string): Promise<string> {
  const { login_id } = await findRunner(services, email);
  const count = await endOtherSessions(services.accounts, login_id, null);
  return `Ended ${count} ${count === 1 ? "session" : "sessions"} of ${email}.\n`;
}

export async function deleteRunner(services: Services, email: string, isSure: boolean): Promise<string> {
  const { runner_id } = await findRunner(services, email);
  if (!isSure)
    throw new Refusal(`This deletes ${email} with every run and recording, for good. If that is meant, add --yes.`);
  await startErasing(services.accounts, runner_id);
  return `The account ${email} is gone; its runs and recordings are erased within minutes of a running server.\n`;
}

/** Asks for the analysis of one run, or of all that have their samples. */
export async function recompute(services: Services, runId: string | null): Promise<string> {
  const { database } = services;
  const query = database.selectFrom("runner.run").where("deleted_at", "is", null).select(["runner_id", "run_id"]);
  const runs = await (runId === null ? query : query.where("run_id", "=", runId)).execute();
  if (runId !== null && runs.length === 0) throw new Refusal(`There is no run ${runId}.`);
  let [askedCount, withoutSamplesCount] = [0, 0];
  for (const { runner_id, run_id } of runs) {
    try {
      await inTransaction(database, async (transaction) => {
        await lockClock(transaction, runner_id);
        await recomputeRun(services, transaction, { runnerId: runner_id, runId: run_id });
      });
      askedCount++;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (runId !== null) throw new Refusal(error.message);
      withoutSamplesCount++;
    }
  }
  return (
    `Asked for the analysis of ${askedCount} ${askedCount === 1 ? "run" : "runs"}; a running server works on them.\n` +
    (withoutSamplesCount === 0 ? "" : `${withoutSamplesCount} have no samples to analyse.\n`)
  );
}

/** A running server sweeps itself: it knows which uploads are being written. */
export async function sweep(services: Services): Promise<string> {
  const { database, pool, now, jobs } = services;
  if (await isWorkLockTaken(pool)) {
    await inTransaction(database, (transaction) => jobs.enqueue(transaction, "sweep-blobs", {}, "all"));
    return "The running server sweeps now.\n";
  }
  const swept = await unlessBackup(database, () => sweepBlobs(services, now()));
  if (swept === null) throw new Refusal("A backup is under way, and nothing is deleted meanwhile. Try again after it.");
  return `Removed ${swept.blobCount} blobs, ${swept.unfinishedCount} half-written files and ${swept.uploadCount} abandoned uploads.\n`;
}

export async function showStatus(services: Services): Promise<string> {
  const status = await readOperatorStatus(services, null);
  const isWorking = await isWorkLockTaken(services.pool);
  return `${isWorking ? "A server works on this database." : "No server runs on this database."}\n${JSON.stringify(status, null, 2)}\n`;
}
