// What a device says of a run that it brings, judged beyond its shape: slots, sides, lengths, strides. Pure. Throws Problem
// 400 with what was expected and what came. // RNS3
import { createHash } from "node:crypto";
import { decodeInt32 } from "@solewise/exchange";
import type { Side } from "@solewise/terms";
import { Problem } from "../../http/problem.ts";
import type { RunUpload } from "../../http/runs/run-schema.ts";
import { midstanceUsAt, RECORD_WORDS } from "../../store/stride-columns.ts";

/** Longest `facts`, characters of JSON. Default 64 KiB. */
const FACTS_MAX_COUNT = 65_536;

/** Instants on a recording's clock lie within this, s: midstances are exact to 2^53 µs. */
const CLOCK_MAX_SEC = 2 ** 53 / 1e6;

export type DeviceAnalysis = NonNullable<RunUpload["deviceAnalysis"]>;

/** Strides of one foot that a device computed. */
export interface DeviceFoot {
  side: Side;
  words: Int32Array<ArrayBuffer>;
  recording: DeviceAnalysis["feet"][number]["recording"];
}

function refuse(expected: string, came: string): never {
  throw new Problem(400, "run-upload-wrong", `Expected ${expected}, but found ${came}.`);
}

function areDistinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function judgeFeet(feet: RunUpload["feet"]): void {
  if (!areDistinct(feet.map(({ slot }) => slot))) refuse("a slot of its own for each foot", "one slot twice");
  if (!areDistinct(feet.map(({ side }) => side))) refuse("a left and a right foot", "one side twice");
  if (feet.some(({ samples }) => samples !== feet[0]?.samples))
    refuse("samples of all feet coming, or all given up", "one of each");
  for (const { samples, encoding, uploadBytes, sizeBytes } of feet) {
    if (samples === "given-up") continue;
    if (uploadBytes < 1) refuse("uploadBytes of at least 1", String(uploadBytes));
    if (encoding === "identity" && uploadBytes !== sizeBytes) refuse("uploadBytes = sizeBytes", String(uploadBytes));
  }
}

function isOnClock(sec: number): boolean {
  return Math.abs(sec) <= CLOCK_MAX_SEC;
}

function readFoot({ side, strideCount, recording, stridesBase64 }: DeviceAnalysis["feet"][number]): DeviceFoot {
  const bytes = Buffer.from(stridesBase64, "base64");
  const expectedBytes = strideCount * RECORD_WORDS * 4;
  if (bytes.length !== expectedBytes) refuse(`${expectedBytes} bytes of ${strideCount} strides`, `${bytes.length}`);
  if (recording.side !== side) refuse(`a recording of the ${side} foot`, recording.side);
  const { firstSampleSec, lastSampleSec } = recording.signal;
  if (!isOnClock(firstSampleSec) || !isOnClock(lastSampleSec) || lastSampleSec < firstSampleSec)
    refuse("a recording that ends after it began", `${firstSampleSec} s to ${lastSampleSec} s`);
  const words = decodeInt32(bytes);
  let beforeUs = -(2 ** 53);
  for (let at = 0; at < words.length; at += RECORD_WORDS) {
    const midstanceUs = midstanceUsAt(words, at);
    if (!(midstanceUs >= beforeUs && midstanceUs <= 2 ** 53)) refuse("midstances in their order", `${midstanceUs} µs`);
    beforeUs = midstanceUs;
  }
  return { side, words, recording };
}

/** Judges an upload; gives the strides that it brings, none where samples are coming. */
export function judgeUpload(upload: RunUpload): DeviceFoot[] {
  judgeFeet(upload.feet);
  if (JSON.stringify(upload.facts).length > FACTS_MAX_COUNT)
    refuse(`facts of at most ${FACTS_MAX_COUNT} characters`, "more");
  const { deviceAnalysis, feet } = upload;
  const isGivenUp = feet[0]?.samples === "given-up";
  if (isGivenUp !== (deviceAnalysis !== undefined))
    refuse("a deviceAnalysis where samples are given up, and only there", isGivenUp ? "none" : "one");
  if (deviceAnalysis === undefined) return [];
  const { left, right } = deviceAnalysis.startSec;
  if (!isOnClock(left) || !isOnClock(right)) refuse("startSec on the recordings' clocks", `${left} and ${right}`);
  const sides = feet.map(({ side }) => side).sort();
  const analysed = deviceAnalysis.feet.map(({ side }) => side).sort();
  if (sides.join() !== analysed.join()) refuse(`an analysis of ${sides.join(" and ")}`, analysed.join(" and "));
  return deviceAnalysis.feet.map(readFoot);
}

/** SHA-256 over the SHA-256s of the recordings, sorted as bytes: the same recordings are the same run. */ // RNS4
export function contentOf(feet: readonly { sha256: string }[]): Buffer {
  const hash = createHash("sha256");
  for (const sha256 of feet.map((foot) => foot.sha256).sort()) hash.update(Buffer.from(sha256, "hex"));
  return hash.digest();
}
