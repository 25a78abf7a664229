// Transactions against a real database: what is retried, what is not.
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testing/test-database.ts";
import { inTransaction } from "./transaction.ts";

const testDatabase = useTestDatabase();
const ONE = "00000000-0000-7000-8000-000000000001";
const TWO = "00000000-0000-7000-8000-000000000002";

describe("inTransaction", () => {
  it("[DBS10] two that lock each other's rows both come through", async () => {
    const { database } = await testDatabase();
    const rows = [ONE, TWO].map((runner_id) => ({ runner_id, last_change_number: 0 }));
    await database.insertInto("runner.change_clock").values(rows).execute();
    const addInOrder = (ids: string[]): Promise<void> =>
      inTransaction(database, async (transaction) => {
        for (const id of ids) {
          await transaction
            .updateTable("runner.change_clock")
            .set((row) => ({ last_change_number: row("last_change_number", "+", 1) }))
            .where("runner_id", "=", id)
            .execute();
          await sql`select pg_sleep(0.05)`.execute(transaction);
        }
      });
    await Promise.all([addInOrder([ONE, TWO]), addInOrder([TWO, ONE]), addInOrder([ONE, TWO])]);
    const kept = await database.selectFrom("runner.change_clock").select("last_change_number").execute();
    expect(kept.map((row) => row.last_change_number)).toEqual([3, 3]);
  });

  it("[DBS10] other errors are thrown at once, and nothing is kept", async () => {
    const { database } = await testDatabase();
    let tries = 0;
    const work = inTransaction(database, async (transaction) => {
      tries++;
      await transaction.deleteFrom("runner.change_clock").execute();
      await sql`select 1 / 0`.execute(transaction);
    });
    await expect(work).rejects.toThrow("division by zero");
    expect(tries).toBe(1);
    expect(await database.selectFrom("runner.change_clock").selectAll().execute()).toHaveLength(2);
  });

  it("[DBS10] it gives up after eight tries", async () => {
    const { database } = await testDatabase();
    let tries = 0;
    const work = inTransaction(
      database,
      async (transaction) => {
        tries++;
        await sql`do $$ begin raise exception using errcode = '40001'; end $$`.execute(transaction);
      },
      () => 0,
    );
    await expect(work).rejects.toMatchObject({ code: "40001" });
    expect(tries).toBe(8);
  });
});
