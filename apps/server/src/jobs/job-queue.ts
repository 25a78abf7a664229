// Jobs as the rest of the server sees them: put one into its queue inside the transaction that needs it. The queues and
// who works on them are in start-jobs.ts. Engine: pg-boss on the same database.
import { CompiledQuery } from "kysely";
import type { PgBoss } from "pg-boss";
import type { DatabaseTransaction } from "../database/tables.ts";
import { tellWorkers } from "./wake-workers.ts";

/** What a job that comes by the clock is told: nothing. */
type ByClock = Record<string, never>;

/** What a job of each queue is told. */
export interface JobData {
  "analyse-run": { runnerId: string; runId: string };
  "purge-deleted": ByClock;
  "sweep-blobs": ByClock;
  "erase-runner": ByClock;
  "forget-answers": ByClock;
  "find-waiting": ByClock;
}

export type JobName = keyof JobData;

/** Where jobs are put. */
export interface JobQueue {
  /**
   * Puts a job into its queue; it is there when the transaction is committed, and never when it is not. A second one with
   * the same key while the first has not begun is none.
   */
  enqueue<Name extends JobName>(
    transaction: DatabaseTransaction,
    name: Name,
    data: JobData[Name],
    key: string,
  ): Promise<void>;
}

/** pg-boss's statements on a transaction of ours. */
function statementsOn(transaction: DatabaseTransaction): {
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: object[] }>;
} {
  return {
    executeSql: async (text, values = []) => {
      const { rows } = await transaction.executeQuery<object>(CompiledQuery.raw(text, values));
      return { rows };
    },
  };
}

/** The queue on a started pg-boss. */
export function queueOn(boss: PgBoss): JobQueue {
  return {
    enqueue: async (transaction, name, data, key) => {
      await boss.send(name, data, { db: statementsOn(transaction), singletonKey: key });
      await tellWorkers(transaction, name);
    },
  };
}
