// schema.sql and tables.ts beside what the migrations make.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { getConstructionPlans } from "pg-boss";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../testing/test-database.ts";
import { describeSchema } from "./describe-schema.ts";

const testDatabase = useTestDatabase();

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
}

interface Column {
  table: string;
  name: string;
  type: string;
  isNullable: boolean;
  hasDefault: boolean;
  /** Values of its check constraint `column in (…)`; empty: none. */
  values: string[];
}

const COLUMNS = `
  select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
    not a.attnotnull as "isNullable", a.atthasdef as "hasDefault",
    coalesce((select pg_get_constraintdef(o.oid) from pg_constraint o
      where o.conrelid = c.oid and o.contype = 'c' and o.conkey = array[a.attnum]
        and pg_get_constraintdef(o.oid) like '%ANY%'), '') as check
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('auth', 'directory', 'runner') and c.relkind in ('r', 'p') and not c.relispartition
    and a.attnum > 0 and not a.attisdropped
  order by 1, a.attnum`;

async function columnsOfDatabase(): Promise<Column[]> {
  const { pool } = await testDatabase();
  const { rows } = await pool.query<Column & { check: string }>(COLUMNS);
  return rows.map(({ check, ...column }) => ({
    ...column,
    values: [...check.matchAll(/'([^']*)'::text/gu)].map((match) => match[1] ?? "").sort(),
  }));
}

const TYPES: Record<string, string> = {
  uuid: "string",
  text: "string",
  smallint: "number",
  integer: "number",
  bigint: "number",
  "double precision": "number",
  boolean: "boolean",
  "timestamp with time zone": "Date",
  bytea: "Buffer",
};

/** The type that tables.ts has to give a column. */
function typeOf({ type, isNullable, hasDefault, values }: Column, roles: string): string {
  const literals = values.map((value) => `"${value}"`).join(" | ");
  const isJson = type.startsWith("json");
  const base = isJson ? (isNullable ? "JsonOrNull" : "Json") : literals === "" ? TYPES[type] : literals;
  const named = literals === roles ? "Role" : (base ?? `no type for ${type}`);
  const whole = isNullable && !isJson ? `${named} | null` : named;
  return hasDefault ? `Generated<${whole}>` : whole;
}

/** Literals of a union in one order. */
function inOrder(type: string): string {
  if (!type.includes('"')) return type;
  const parts = type.split(" | ");
  const literals = parts.filter((part) => part.startsWith('"'));
  return [...literals.sort(), ...parts.filter((part) => !part.startsWith('"'))].join(" | ");
}

/** Column types as tables.ts has them: "schema.table.column" → text of its type. */
function typesInSource(): Map<string, string> {
  const source = read("tables.ts");
  const interfaces = new Map(
    [...source.matchAll(/interface (\w+Table) \{\n([^}]*)\}/gu)].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );
  const types = new Map<string, string>();
  for (const [, table = "", name = ""] of source.matchAll(/^ {2}"(\w+\.\w+)": (\w+);/gmu)) {
    for (const [, column = "", type = ""] of (interfaces.get(name) ?? "").matchAll(/^ {2}(\w+):\s*([^;]+);/gmu))
      types.set(`${table}.${column}`, inOrder(type.replaceAll(/\s+/gu, " ").replace(/^\| /u, "")));
  }
  return types;
}

describe("the committed schema", () => {
  it("[DBS9] schema.sql is what the migrations make; `npm run schema` writes it", async () => {
    const { pool } = await testDatabase();
    expect(read("../schema.sql")).toBe(await describeSchema(pool));
  });

  it("[DBS9] tables.ts has every table and column, with the type, null and default of the database", async () => {
    const columns = await columnsOfDatabase();
    const expected = columns.map((column) => [
      `${column.table}.${column.name}`,
      inOrder(typeOf(column, '"operator" | "runner"')),
    ]);
    expect(expected.length).toBeGreaterThan(100);
    expect(Object.fromEntries(typesInSource())).toEqual(Object.fromEntries(expected));
  });

  it("[DBS19] the tables of the jobs are those of the installed pg-boss, word for word", () => {
    const plain = (text: string): string[] =>
      text
        .replaceAll(/--.*$/gmu, "")
        .split(/\s+/u)
        .filter((word) => word !== "" && word !== ";");
    const plan = getConstructionPlans("jobs")
      .replace(/^\s*BEGIN;/u, "")
      .replace(/COMMIT;\s*$/u, "");
    expect(plain(read("../migrations/0003-jobs.sql"))).toEqual(plain(plan));
  });
});
