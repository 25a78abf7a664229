// better-auth's idea of the tables beside the tables there are.
import { getAuthTables } from "better-auth/db";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type AccountApp, openAccountApp } from "../testing/account-app.ts";
import { useTestDatabase } from "../testing/test-database.ts";
import { authOptions } from "./better-auth.ts";

const testDatabase = useTestDatabase();
let opened: AccountApp;

beforeAll(async () => {
  opened = await openAccountApp(await testDatabase());
});
afterAll(() => opened.app.close());

const TYPES: Record<string, readonly string[]> = {
  string: ["text", "uuid"],
  boolean: ["boolean"],
  date: ["timestamp with time zone"],
  number: ["integer", "bigint"],
};

it("[ACT28] every column that better-auth expects is there, of its type, and a column that it may leave out may be null", async () => {
  const { database } = await testDatabase();
  const { rows } = await sql<{ table: string; column: string; type: string; nullable: string; preset: string | null }>`
    select table_name as table, column_name as column, data_type as type, is_nullable as nullable, column_default as preset
    from information_schema.columns where table_schema = 'auth'
  `.execute(database);
  const tables = getAuthTables(authOptions(opened.accounts, "https://shoe.example", database));
  const faults: string[] = [];
  for (const [model, { modelName, fields }] of Object.entries(tables)) {
    const columns = rows.filter(({ table }) => table === modelName);
    const expected = [["id", { type: "string", required: true }] as const, ...Object.entries(fields)];
    for (const [field, { type, required = true, fieldName = field }] of expected.map(
      ([name, attributes]) => [name, attributes as { type: unknown; required?: boolean; fieldName?: string }] as const,
    )) {
      const column = columns.find((one) => one.column === fieldName);
      if (column === undefined) faults.push(`${model}.${field}: no column ${modelName}.${fieldName}`);
      else if (!(TYPES[String(type)] ?? []).includes(column.type)) faults.push(`${model}.${field}: ${column.type}`);
      else if (!required && column.nullable === "NO" && column.preset === null)
        faults.push(`${model}.${field}: not null`);
    }
    const known = new Set(["id", ...Object.entries(fields).map(([field, { fieldName }]) => fieldName ?? field)]);
    for (const { column, nullable, preset } of columns)
      if (!known.has(column) && nullable === "NO" && preset === null)
        faults.push(`${modelName}.${column} is never filled`);
  }
  expect(faults).toEqual([]);
  expect(Object.keys(tables).toSorted()).toEqual(["account", "passkey", "session", "user", "verification"]);
});

it("[ACT28] it asks nobody outside: telemetry is off, and no e-mail goes into its log", () => {
  const options = authOptions(opened.accounts, "https://shoe.example", opened.accounts.database);
  expect(options.telemetry).toEqual({ enabled: false });
  options.logger?.log?.("error", "Failed to create user", { email: "who@shoe.example" });
  expect(opened.log).toEqual(["accounts: Failed to create user"]);
});
