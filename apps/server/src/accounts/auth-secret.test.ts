// The secret that signs sessions.
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { temporaryFolder } from "../testing/built-app.ts";
import { authSecretPath, openAuthSecret } from "./auth-secret.ts";

const folders: string[] = [];
const newFolder = (): string => {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

it("[ACT7] is made once with mode 0600, also by two starts at once, and kept", async () => {
  const folder = newFolder();
  const both = await Promise.all([openAuthSecret(folder, null), openAuthSecret(folder, null)]);
  expect(both[0]).toBe(both[1]);
  expect(both[0]?.length).toBeGreaterThanOrEqual(43);
  const path = authSecretPath(folder);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, "utf8").trim()).toBe(await openAuthSecret(folder, null));
  expect(await openAuthSecret(newFolder(), null)).not.toBe(both[0]);
});

it("[ACT7] is the setting's when there is one, long enough, and then nothing is written", async () => {
  const folder = newFolder();
  const given = "a".repeat(32);
  expect(await openAuthSecret(folder, given)).toBe(given);
  expect(() => statSync(authSecretPath(folder))).toThrow(/ENOENT/u);
  await expect(openAuthSecret(folder, "short")).rejects.toThrow(/SOLEWISE_SECRET: expected 32 characters/u);
});

it("[ACT7] a damaged file is told, not replaced", async () => {
  const folder = newFolder();
  mkdirSync(`${folder}/secrets`);
  writeFileSync(authSecretPath(folder), "x");
  chmodSync(authSecretPath(folder), 0o600);
  await expect(openAuthSecret(folder, null)).rejects.toThrow(/Remove it/u);
});
