// Migrations on real databases: from nothing, from older versions with rows, and what is refused.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { ROWS_AT_MIGRATION } from "../testing/rows-at-migration.ts";
import { migrate, readApplied } from "./migrate.ts";
import { type Migration, readMigrations } from "./migration-files.ts";

const MIGRATIONS = readMigrations();

/** A database with nothing in it, for one test. */
async function withEmptyDatabase(test: (opened: TestDatabase) => Promise<void>): Promise<void> {
  const opened = await createTestDatabase();
  try {
    await opened.pool.query("drop schema auth, directory, runner, jobs, solewise cascade");
    await test(opened);
  } finally {
    await opened.close();
  }
}

function migrationOf(number: number, sql: string): Migration {
  const name = `${String(number).padStart(4, "0")}-made-up.sql`;
  return { number, name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
}

describe("migrations", () => {
  it("[DBS17] each is applied once, in order, and recorded; also by several processes at once", async () => {
    await withEmptyDatabase(async ({ pool }) => {
      const done = await Promise.all([migrate(pool), migrate(pool), migrate(pool)]);
      expect(done.flat()).toEqual(MIGRATIONS.map(({ name }) => name));
      const recorded = await readApplied(pool);
      expect(recorded).toEqual(MIGRATIONS.map(({ number, name, sha256 }) => ({ number, name, sha256 })));
      expect(await migrate(pool)).toEqual([]);
    });
  });

  it("[DBS17] one that fails leaves nothing of itself, and all before it", async () => {
    await withEmptyDatabase(async ({ pool }) => {
      const made = migrationOf(1, "create schema one;");
      const broken = migrationOf(2, "create schema two; select 1 / 0;");
      await expect(migrate(pool, [made, broken])).rejects.toThrow("division by zero");
      const { rows } = await pool.query("select nspname from pg_namespace where nspname in ('one', 'two')");
      expect(rows).toEqual([{ nspname: "one" }]);
      expect(await migrate(pool, [made, migrationOf(2, "create schema two;")])).toEqual(["0002-made-up.sql"]);
    });
  });

  it("[DBS7] a migration that was changed after it was applied is refused", async () => {
    await withEmptyDatabase(async ({ pool }) => {
      await migrate(pool, [migrationOf(1, "create schema one;")]);
      const changed = migrate(pool, [migrationOf(1, "create schema uno;"), migrationOf(2, "create schema two;")]);
      await expect(changed).rejects.toThrow(/0001-made-up\.sql is not the one that was applied.*never change/u);
    });
  });

  it("[DBS8] a database of a newer program is refused, and says what to start", async () => {
    await withEmptyDatabase(async ({ pool }) => {
      const [older, newer] = [migrationOf(1, "create schema one;"), migrationOf(2, "create schema two;")];
      await migrate(pool, [older, newer]);
      await expect(migrate(pool, [older])).rejects.toThrow(/newer than this program.*Start the newer version/u);
    });
  });

  it.each(MIGRATIONS.slice(0, -1).map(({ number, name }) => [number, name] as const))(
    "[DBS20] a database at migration %i (%s) with rows comes up to date with them",
    async (number) => {
      await withEmptyDatabase(async ({ pool }) => {
        await migrate(pool, MIGRATIONS.slice(0, number));
        const fixtures = ROWS_AT_MIGRATION.filter((fixture) => fixture.sinceMigration <= number);
        for (const { insert } of fixtures) await pool.query(insert);
        await migrate(pool);
        for (const { select, expected } of fixtures) expect((await pool.query(select)).rows).toEqual(expected);
        expect(fixtures.length).toBeGreaterThan(0);
      });
    },
  );
});
