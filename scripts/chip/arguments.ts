// Command line of `npm run chip`. Comes in: arguments and environment. Goes out: options, or an Error with the usage.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { findRecordedData } from "../test/recorded-data-folder.ts";

export const USAGE = `Usage: npm run chip [-- OPTIONS]
  --recording FILE…  only these recordings (CSV); the foot is the header's, else the name's, else right
  --data DIR         folder of recordings (default: SOLEWISE_DATA, else ../shared/data), beside the virtual runner's
  --quick            four of the virtual runner's recordings, and only the shipped, the checked and the fused build
  --json             only the JSON line on standard output
  --seed N           the virtual runner's, and where states are compared (default 1)
  --at-once N        programs in QEMU at a time, 1 or 2 (default 2)`;

export interface ChipOptions {
  /** Files to play in place of all others; empty for those of the folder and the virtual runner. */
  recordingFiles: readonly string[];
  /** Null: there is none, or it is not wanted. */
  dataFolder: string | null;
  isQuick: boolean;
  isJsonOnly: boolean;
  isHelpWanted: boolean;
  seed: number;
  atOnce: number;
}

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`--${name} must be a whole number from ${least} to ${most}, but is “${text}”.`);
}

/** Throws an Error with one sentence. */
export function readOptions(args: string[], environment: Record<string, string | undefined>): ChipOptions {
  const option = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      recording: { type: "string", multiple: true },
      data: option,
      quick: flag,
      json: flag,
      help: flag,
      seed: option,
      "at-once": option,
    },
  });
  const { recording = [], data, quick = false, json = false, help = false } = values;
  if (positionals.length > 0 && recording.length === 0) {
    throw new Error(`Unknown argument ${positionals[0]}; recordings are named behind --recording.`);
  }
  if (data !== undefined && !existsSync(data)) throw new Error(`--data: there is no folder ${data}.`);
  return {
    recordingFiles: [...recording, ...positionals],
    dataFolder: quick ? null : (data ?? findRecordedData(environment)?.folder ?? null),
    isQuick: quick,
    isJsonOnly: json,
    isHelpWanted: help,
    seed: wholeNumber(values.seed ?? "1", "seed", 0, 2 ** 31 - 1),
    atOnce: wholeNumber(values["at-once"] ?? "2", "at-once", 1, 2),
  };
}
