// A repository planted in a temporary folder, for tests that show a check finding what it is there to find.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Makes a git repository of these files (text by path), gives its folder to `judge`, and removes it afterwards. */
export async function inPlantedRepository<Result>(
  files: Record<string, string>,
  judge: (folder: string) => Result | Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "solewise-planted-"));
  try {
    execFileSync("git", ["init", "--quiet", folder]);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await judge(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
