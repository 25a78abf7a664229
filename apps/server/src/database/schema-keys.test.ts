// The four groups of tables of DESIGN §3, asked of the schema itself, so that a table added later obeys too.
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testing/test-database.ts";
import { ensureStridePartitions } from "./stride-partitions.ts";

const testDatabase = useTestDatabase();

/** Every schema of ours and its group; `solewise` is the record of the migrations. */
const GROUP_OF_SCHEMA = { runner: 1, auth: 3, directory: 3, jobs: 4, solewise: "record" };

interface Key {
  table: string;
  index: string;
  isPrimary: boolean;
  columns: (string | null)[];
}

const KEYS = `
  select c.oid::regclass::text as table, i.indexrelid::regclass::text as index, i.indisprimary as "isPrimary",
    (select json_agg(a.attname order by k.place) from unnest(i.indkey) with ordinality as k(number, place)
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number and k.number > 0) as columns
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'runner' and c.relkind in ('r', 'p')`;

const FOREIGN_KEYS = `
  select o.conname as name, n.nspname as "fromSchema", rn.nspname as "toSchema",
    (select json_agg(a.attname order by k.place) from unnest(o.conkey) with ordinality as k(number, place)
      join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.number) as columns
  from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class r on r.oid = o.confrelid join pg_namespace rn on rn.oid = r.relnamespace
  where o.contype = 'f'`;

async function rowsOf<Row extends object>(sql: string): Promise<Row[]> {
  return (await (await testDatabase()).pool.query<Row>(sql)).rows;
}

describe("the key rules", () => {
  it("[DBS18] every schema belongs to one of the groups", async () => {
    const sql = "select nspname as name from pg_namespace where nspname !~ '^(pg_|information_schema$|public$)'";
    const names = (await rowsOf<{ name: string }>(sql)).map(({ name }) => name);
    expect(names.sort()).toEqual(Object.keys(GROUP_OF_SCHEMA).sort());
    const strangers = "select relname from pg_class where relnamespace = 'public'::regnamespace";
    expect(await rowsOf(strangers)).toEqual([]);
  });

  it("[DBS18] group 1: runner_id leads every primary key, unique and index, also of partitions", async () => {
    const { database } = await testDatabase();
    await ensureStridePartitions(database, new Date("2026-01-31T23:00:00Z"), new Date("2026-02-01T01:00:00Z"));
    const keys = await rowsOf<Key>(KEYS);
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter(({ columns }) => columns[0] !== "runner_id")).toEqual([]);
    const tables = await rowsOf<{ name: string }>(
      "select oid::regclass::text as name from pg_class where relnamespace = 'runner'::regnamespace and relkind in ('r', 'p')",
    );
    const withPrimary = keys.filter(({ isPrimary }) => isPrimary).map(({ table }) => table);
    expect(withPrimary.sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it("[DBS18] group 1: no foreign key leaves the schema or comes into it, and each has runner_id first", async () => {
    const keys = await rowsOf<{ name: string; fromSchema: string; toSchema: string; columns: string[] }>(FOREIGN_KEYS);
    const ofRunner = keys.filter(({ fromSchema, toSchema }) => fromSchema === "runner" || toSchema === "runner");
    expect(ofRunner.length).toBeGreaterThan(4);
    expect(ofRunner.filter(({ fromSchema, toSchema }) => fromSchema !== toSchema)).toEqual([]);
    expect(ofRunner.filter(({ columns }) => columns[0] !== "runner_id")).toEqual([]);
  });

  it("[DBS18] strides are partitioned by time, and the time is in their key", async () => {
    const sql = `select pg_get_partkeydef('runner.stride'::regclass) as by, pg_get_constraintdef(oid) as key
      from pg_constraint where conrelid = 'runner.stride'::regclass and contype = 'p'`;
    const found = await rowsOf<{ by: string; key: string }>(sql);
    expect(found).toEqual([{ by: "RANGE (midstance_at)", key: expect.stringContaining("midstance_at)") as string }]);
  });

  it("[DBS18] group 3: nothing in auth or directory grows with runs", async () => {
    const sql = `select c.oid::regclass::text || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace in ('auth'::regnamespace, 'directory'::regnamespace) and c.relkind in ('r', 'p')
        and a.attname ~ '(^|_)(run|analysis|stride|recording|object|blob)(_|$)'`;
    expect(await rowsOf(sql)).toEqual([]);
  });
});
