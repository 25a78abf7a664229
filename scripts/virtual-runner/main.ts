// npm run virtual-runner [-- --data DIR] [--seed N]: holds the virtual runner against the recordings and writes
// docs/virtual-runner.md with its figures. Without recordings it says so and writes nothing.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { findRecordedData } from "../test/recorded-data-folder.ts";
import { compareSet } from "./compare.ts";
import { loadRecordedSets } from "./recorded-sets.ts";
import { writeReport } from "./report.ts";

function valueAfter(flag: string): string | undefined {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
}

const folder = valueAfter("--data") ?? findRecordedData()?.folder;
const seed = Number(valueAfter("--seed") ?? 1);
if (folder === undefined || !existsSync(folder)) {
  process.stderr.write(
    "No recordings found: set SOLEWISE_DATA or give --data DIR; `npm run data` says how to get them.\n",
  );
  process.exitCode = 1;
} else if (!Number.isSafeInteger(seed) || seed < 0) {
  process.stderr.write("--seed takes a whole number from 0.\n");
  process.exitCode = 2;
} else {
  const comparisons = loadRecordedSets(folder).map((set) => {
    process.stderr.write(`${set.title}\n`);
    return compareSet(set, seed);
  });
  const { markdown, figures } = writeReport(comparisons, seed);
  const docs = fileURLToPath(new URL("../../docs", import.meta.url));
  mkdirSync(join(docs, "figures"), { recursive: true });
  writeFileSync(join(docs, "virtual-runner.md"), markdown);
  for (const [name, svg] of figures) writeFileSync(join(docs, "figures", name), svg);
  process.stdout.write(`docs/virtual-runner.md: ${comparisons.length} sets, ${figures.size} figures\n`);
}
