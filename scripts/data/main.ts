// `npm run data [-- --data DIR]`: names each public data set, its address, licence and expected SHA-256, and checks what
// is there. Downloads nothing. Exit 0 when nothing there differs, 1 when a file does, 2 on wrong usage.
// `--record` takes what is there as expected, for a set that was prepared anew; the difference shows in the commit.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findRecordedData } from "../test/recorded-data-folder.ts";
import { compareFiles, describeState, hashFiles, hashSet, type SetState } from "./compare-files.ts";
import { DATA_SETS, readManifest, writeManifest, type DataSet } from "./data-sets.ts";

const options = readOptions();
const folder = options.data === undefined ? (findRecordedData()?.folder ?? null) : resolve(options.data);
if (folder === null || !existsSync(folder)) {
  console.log(`No data folder${folder === null ? "" : ` at ${folder}`}: all sets are missing.`);
} else {
  console.log(`Data folder: ${folder}`);
}
const manifest = readManifest();
if (options.record && folder !== null) {
  for (const set of DATA_SETS) manifest[set.folder] = await hashFiles(join(folder, set.folder));
  writeManifest(manifest);
}
const states: SetState[] = [];
for (const set of DATA_SETS) states.push(await tellSet(set, folder ?? ""));
console.log(formatSummary(states));
process.exitCode = states.includes("differs") ? 1 : 0;

async function tellSet(set: DataSet, dataFolder: string): Promise<SetState> {
  const expected = manifest[set.folder] ?? {};
  const comparison = await compareFiles(join(dataFolder, set.folder), expected);
  const state = describeState(comparison);
  const fileCount = Object.keys(expected).length;
  console.log(`\n${state.toUpperCase().padEnd(8)} ${set.folder}: ${set.content}`);
  console.log(`         ${comparison.present.length} of ${fileCount} files as recorded; licence ${set.licence}`);
  console.log(`         SHA-256 of the set ${hashSet(expected)}`);
  for (const path of comparison.differing) console.log(`         differs: ${set.folder}/${path}`);
  for (const path of comparison.unknown) console.log(`         not recorded: ${set.folder}/${path}`);
  if (state !== "present") {
    for (const path of comparison.missing.slice(0, 3)) console.log(`         missing: ${set.folder}/${path}`);
    console.log(`         to get it: ${set.address} (${set.origin})`);
  } else {
    console.log(`         published at ${set.address}`);
  }
  return state;
}

function formatSummary(all: SetState[]): string {
  const count = (state: SetState): number => all.filter((each) => each === state).length;
  return `\n${count("present")} present, ${count("in part")} in part, ${count("missing")} missing, ${count("differs")} differ`;
}

function readOptions(): { data?: string; record: boolean } {
  try {
    const { values } = parseArgs({ options: { data: { type: "string" }, record: { type: "boolean" } } });
    return { record: false, ...values };
  } catch (error) {
    console.error(`${(error as Error).message}\nUsage: npm run data [-- --data DIR] [--record]`);
    process.exit(2);
  }
}
