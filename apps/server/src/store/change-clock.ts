// Numbers every change of a runner's runs. The clock's row stays locked until the transaction ends, so changes of one runner
// are committed in the order of their numbers, and a reader that has seen number n has seen all below. // RNS1
import { sql } from "kysely";
import type { DatabaseTransaction } from "../database/tables.ts";

/** Locks the runner's clock until the transaction ends: whatever is read afterwards stays as it is. Gives the last number. */
export function lockClock(transaction: DatabaseTransaction, runnerId: string): Promise<number> {
  return turnClock(transaction, runnerId, 0);
}

/** Takes the next number; the clock is locked until the transaction ends. */
export function nextChangeNumber(transaction: DatabaseTransaction, runnerId: string): Promise<number> {
  return turnClock(transaction, runnerId, 1);
}

async function turnClock(transaction: DatabaseTransaction, runnerId: string, step: 0 | 1): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into runner.change_clock as clock (runner_id, last_change_number) values (${runnerId}, ${step})
    on conflict (runner_id) do update set last_change_number = clock.last_change_number + ${step}::int8
    returning last_change_number as last`.execute(transaction);
  const [row] = rows;
  if (row === undefined) throw new Error("expected the number of a change");
  return row.last;
}
