// Command line of the accuracy report. In: arguments and environment. Out: options, or an Error with the usage.
import { existsSync } from "node:fs";
import { join } from "node:path";

export const USAGE = `Usage: npm run accuracy [-- OPTIONS]
  --data DIR      folder of recordings and their references (default: SOLEWISE_DATA, else ../shared/data)
  --set NAME      only recordings whose path contains NAME
  --json          only one JSON line of all figures on standard output
  --recordings    also one line a recording
  --out FILE      where to write the report (default docs/accuracy.md, with --data
                  accuracy-report/accuracy.md; none with --set, --stress, --engine, --json or --quick)
  --quick         figures only: no table of stresses, no report but where --out says
  --engine FILE   score another engine: a module that exports analyzeFoot(samples, side, options)
  --stress LIST   change the samples first, comma-separated: noise, bias, drift (of the gyroscope's bias), clip or clipN
                  (at ±N g, else 16), int16, rotate, lossN and burstN (percent lost, singly or in bursts of three), rateN (Hz);
                  e.g. --stress noise,rotate,loss2
  --stress-table  also the main figures under each stress and their combinations (part of every report)
  --seed N        seed of --stress and --stress-table (default 1)`;

export interface Options {
  dataFolder: string;
  /** Whether the folder was named by --data: then what lies there unused is told. */
  isOwnData: boolean;
  set: string | null;
  isJsonOnly: boolean;
  areRecordingsShown: boolean;
  /** Null when no report is written. */
  reportPath: string | null;
  isStressTableMade: boolean;
  enginePath: string | null;
  stresses: readonly string[];
  seed: number;
}

function valueOf(args: readonly string[], name: string): string | null {
  const at = args.indexOf(name);
  if (at < 0) return null;
  const value = args[at + 1];
  if (value === undefined || value.startsWith("--")) throw new Error(`${name} needs a value.\n${USAGE}`);
  return value;
}

const VALUED = ["--data", "--set", "--out", "--engine", "--stress", "--seed"];
const FLAGS = ["--json", "--recordings", "--quick", "--stress-table", "--help"];

function refuseUnknown(args: readonly string[]): void {
  const unknown = args.find(
    (arg, index) => !FLAGS.includes(arg) && !VALUED.includes(arg) && !VALUED.includes(args[index - 1] ?? ""),
  );
  if (unknown !== undefined) throw new Error(`Unknown argument ${unknown}.\n${USAGE}`);
}

/** Reads the options; `repositoryFolder` anchors the defaults. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  repositoryFolder: string,
): Options {
  refuseUnknown(args);
  const dataFolder =
    valueOf(args, "--data") ?? environment["SOLEWISE_DATA"] ?? join(repositoryFolder, "../shared/data");
  if (!existsSync(dataFolder)) throw new Error(`No folder ${dataFolder}: pass --data DIR or set SOLEWISE_DATA.`);
  const set = valueOf(args, "--set");
  const enginePath = valueOf(args, "--engine");
  const stresses = (valueOf(args, "--stress") ?? "").split(",").filter((name) => name !== "");
  const isPart = set !== null || enginePath !== null || stresses.length > 0;
  const isPlain = !isPart && !["--json", "--quick"].some((flag) => args.includes(flag));
  const usualPath = args.includes("--data") ? "accuracy-report/accuracy.md" : "docs/accuracy.md";
  const reportPath = valueOf(args, "--out") ?? (isPlain ? join(repositoryFolder, usualPath) : null);
  const seed = Number(valueOf(args, "--seed") ?? 1);
  if (!Number.isInteger(seed)) throw new Error("--seed needs a whole number.");
  return {
    dataFolder,
    isOwnData: args.includes("--data"),
    set,
    isJsonOnly: args.includes("--json"),
    areRecordingsShown: args.includes("--recordings"),
    reportPath,
    isStressTableMade:
      args.includes("--stress-table") || (reportPath !== null && stresses.length === 0 && !args.includes("--quick")),
    enginePath,
    stresses,
    seed,
  };
}
