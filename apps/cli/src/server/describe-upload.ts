// What is said of a run when it is brought. Comes in: the feet's files and the options. Goes out: a RunUpload.
import { createHash, randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import type { RunUpload } from "@solewise/client";
import { InputError, type Side } from "@solewise/terms";
import type { ChosenSides, FootFile } from "../recording/choose-sides.ts";
import { fileChunks } from "../recording/file-chunks.ts";
import { shortName } from "../recording/recording-file.ts";

export interface UploadOptions {
  left?: string;
  right?: string;
  name?: string;
  /** ISO 8601 with a zone. */
  startedAt?: string;
  demo?: true;
}

/** A foot on its way. */
export interface UploadFoot {
  side: Side;
  slot: 0 | 1;
  file: FootFile;
}

const DEMO_DEVICE = /^virtual runner(?: seed (\d{1,10}))?/u;

/** UUIDv7: 48 bits of milliseconds, then random bits. Source: RFC 9562 §5.7. */
export function makeRunId(nowMs: number, random: Buffer = randomBytes(16)): string {
  const bytes = Buffer.from(random);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/u, "$1-$2-$3-$4-");
}

/** Left first. */
export function feetOf({ left, right }: ChosenSides): UploadFoot[] {
  const files = [
    { side: "left" as const, file: left },
    { side: "right" as const, file: right },
  ];
  return files
    .filter((foot): foot is { side: Side; file: FootFile } => foot.file !== null)
    .map((foot, index) => ({ ...foot, slot: index === 0 ? 0 : 1 }));
}

async function sha256Of(file: FootFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of fileChunks(file)) hash.update(chunk);
  return hash.digest("hex");
}

/** How the side of a file is known, in the words of docs/protocol/archive.md. */
function sideSource({ side, file }: UploadFoot, options: UploadOptions, { warnings }: ChosenSides): string {
  if (options[side] !== undefined) return "chosen";
  if (file.header.side !== null) return "recording";
  const found = warnings.find(({ values }) => values?.[`${side}File`] === shortName(file))?.code;
  return found === "side-guessed" ? "file-name" : found === "side-assumed" ? "assumed" : "chosen";
}

/** The seed of a virtual runner's recording; null for anybody else's. */
function demoOf(feet: readonly UploadFoot[]): RunUpload["demo"] {
  const [match] = feet.flatMap(({ file }) => DEMO_DEVICE.exec(file.header.device ?? "") ?? []);
  if (match === undefined) return null;
  const seed = /\d+$/u.exec(match)?.[0];
  return { preset: "unknown", seed: Number(seed ?? 0) };
}

/** A demo among one's own runs would count; it has to be meant. Throws InputError. */ // CLI57
function refuseDemo(feet: readonly UploadFoot[], demo: RunUpload["demo"], options: UploadOptions): void {
  if (demo === null || options.demo === true) return;
  const place = { file: feet[0]?.file.shownName ?? "", line: null };
  throw new InputError(place, "a recording of yours", "one of the virtual runner", "upload it as a demo with --demo");
}

interface Start {
  startedAtUtc: string;
  startSource: "chosen" | "recording" | "file-date";
}

/** When it began: as told, else as a recording says, else when the file was last written. */ // CLI56
async function findStart(feet: readonly UploadFoot[], startedAt: string | undefined): Promise<Start> {
  if (startedAt !== undefined) return { startedAtUtc: new Date(startedAt).toISOString(), startSource: "chosen" };
  const said = feet.map(({ file }) => file.header.startedAtUtc).find((text) => text !== null && text !== undefined);
  if (said !== undefined && said !== null)
    return { startedAtUtc: new Date(said).toISOString(), startSource: "recording" };
  const times = await Promise.all(feet.map(async ({ file }) => (await stat(file.path)).mtimeMs));
  return { startedAtUtc: new Date(Math.min(...times)).toISOString(), startSource: "file-date" };
}

/** The file's name without what tells the foot and the format. */
function nameOf(feet: readonly UploadFoot[]): string {
  const [first] = feet;
  const name = first === undefined ? "" : shortName(first.file);
  const stem = name.replace(/(?:\.(?:imu|csv|txt))+$/iu, "").replace(/[._ -]*(?:left|right)$/iu, "");
  return stem === "" ? "Run" : stem;
}

/** Describes it; reads every byte once. */
export async function describeUpload(
  sides: ChosenSides,
  options: UploadOptions,
  now: Date,
): Promise<{ upload: RunUpload; feet: UploadFoot[] }> {
  const feet = feetOf(sides);
  const demo = demoOf(feet);
  refuseDemo(feet, demo, options);
  const described: RunUpload["feet"] = [];
  for (const foot of feet) {
    const { slot, side, file } = foot;
    described.push({
      slot,
      side,
      sideSource: sideSource(foot, options, sides),
      fileName: shortName(file),
      sha256: await sha256Of(file),
      sizeBytes: file.sizeBytes,
      encoding: "identity",
      uploadBytes: file.sizeBytes,
      samples: "coming",
    });
  }
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const start = await findStart(feet, options.startedAt);
  const name = options.name ?? nameOf(feet);
  return {
    feet,
    upload: { name, createdAtUtc: now.toISOString(), ...start, timeZone, demo, feet: described, facts: {} },
  };
}
