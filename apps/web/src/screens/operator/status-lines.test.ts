// What the server tells of itself, as lines.
import { describe, expect, it } from "vitest";
import { operator as en } from "../../language/en/operator.ts";
import { operator as zhCn } from "../../language/zh-cn/operator.ts";
import type { ServerStatus } from "../../sync/account-link.ts";
import { statusLines } from "./status-lines.ts";

const words = {
  texts: en,
  number: (value: number) => `#${value}`,
  bytes: (value: number) => `${value} B`,
  instant: (atMs: number) => `at ${atMs}`,
};

const STATUS: ServerStatus = {
  startedAtUtc: "1970-01-01T00:00:01.000Z",
  lastBackupAtUtc: "1970-01-01T00:00:02.000Z",
  lastBackupBytes: 7,
  registrationMode: "open",
  runnerCount: 3,
  runCounts: { failed: 11, "awaiting-recordings": 12, waiting: 13, analysing: 14, ready: 15 },
  jobCounts: { failed: 21, waiting: 22, active: 23 },
  storage: { blobBytes: 31, databaseBytes: 32, freeBytes: 33 },
  versions: { solewise: "0.1.0", schema: "0003-jobs", postgres: "17.6", node: "24.11.0" },
};

/** Every number and word that the status has. */
function leaves(value: unknown): (string | number)[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leaves);
  return typeof value === "string" || typeof value === "number" ? [value] : [];
}

describe("[SGN11] the server's status", () => {
  it("has a line in words for everything that is told, with its unit", () => {
    const lines = statusLines(STATUS, words);
    const shown = lines.map(({ value }) => value).join(" ");
    expect(lines).toContainEqual({ name: en.status.names.backup, value: "at 2000 · 7 B" });
    expect(lines).toContainEqual({ name: en.status.runs["awaiting-recordings"], value: "#12" });
    expect(lines).toContainEqual({ name: en.status.names.mode, value: en.settings.modes.open });
    for (const value of leaves(STATUS).filter((one) => typeof one === "number")) expect(shown).toContain(String(value));
    expect(new Set(lines.map(({ name }) => name)).size).toBe(lines.length);
  });

  it("says what was never done, what is not known, and takes a mode that it does not know", () => {
    const status = { ...STATUS, startedAtUtc: null, lastBackupAtUtc: null, registrationMode: "by-lot" };
    const lines = statusLines(status, words);
    expect(lines.slice(0, 2).map(({ value }) => value)).toEqual([en.status.unknown, en.status.never]);
    expect(lines).toContainEqual({ name: en.status.names.mode, value: "by-lot" });
  });

  it("has Chinese names for a Chinese reader, but for names of programs", () => {
    const names = statusLines(STATUS, { ...words, texts: zhCn }).map(({ name }) => name);
    expect(names.filter((name) => !/\p{sc=Han}/u.test(name))).toEqual(["Solewise", "PostgreSQL", "Node.js"]);
  });
});
