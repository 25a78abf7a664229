// The stride table as CSV.
import type { Stride } from "@solewise/terms";
import fc from "fast-check";
import { expect, it } from "vitest";
import { assembleRun, type StridesOrigin, stridesCsv } from "./index.ts";
import { syntheticRecording, syntheticStride, syntheticStrides, testAlgorithm } from "./testing.ts";

function analysisOf(strides: Stride[]) {
  const left = syntheticRecording("left", syntheticStrides("left", 1, 3));
  return { ...assembleRun({ left, right: null }, { algorithm: testAlgorithm }), strides };
}

function tableOf(strides: Stride[], origin: StridesOrigin = "recording"): Record<string, string>[] {
  const [header = "", ...rows] = [...stridesCsv(analysisOf(strides), origin)].join("").trimEnd().split("\n");
  const names = header.split(",");
  return rows.map((row) => {
    const cells = row.split(",");
    return Object.fromEntries(names.map((name, column): [string, string] => [name, cells[column] ?? "no cell"]));
  });
}

it("[RUN26] one line a stride, fields, uncertainties and evidence by name, the unit last", () => {
  const [row] = tableOf([syntheticStride("left", 1, { uncertainty: { groundContactTimeMs: 12.4 } })]);
  expect(row).toMatchObject({
    stride_index: "0",
    side: "left",
    initial_contact_sec: "1",
    activity: "run",
    ground_contact_time_ms: "250",
    foot_strike_pattern: "rearfoot",
    quality_fraction: "0.9",
    ground_contact_time_uncertainty_ms: "12.4",
    stride_length_uncertainty_meters: "",
    anchor_energy_rad2_per_sec2: "0.1",
  });
  expect(Object.keys(row ?? {})).toHaveLength(20 + 13 + 5 + 1);
});

it("[RUN26] null is an empty cell, line ends are LF, every row is as long as the header", () => {
  const text = [
    ...stridesCsv(analysisOf([syntheticStride("right", 1, { strideLengthMeters: null })]), "recording"),
  ].join("");
  expect(text).toMatch(/^[^\r]*\n[^\r]*\n$/u);
  const [header = "", row = ""] = text.split("\n");
  expect(row.split(",")).toHaveLength(header.split(",").length);
  expect(tableOf([syntheticStride("right", 1, { strideLengthMeters: null })])[0]?.["stride_length_meters"]).toBe("");
});

it("[RUN26] numbers come back bit for bit", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (speedMps) => {
      const [row] = tableOf([syntheticStride("left", 1, { speedMps })]);
      expect(Number(row?.["speed_mps"])).toBe(speedMps === 0 ? 0 : speedMps);
    }),
  );
});

it("[RUN26] what is no finite number and no plain word is refused: no cell can be a formula", () => {
  for (const fields of [{ speedMps: Number.NaN }, { activity: "=1+1" }, { activity: 'a"b' }, { activity: "a,b" }]) {
    const strides = [syntheticStride("left", 1, fields as Partial<Stride>)];
    expect(() => [...stridesCsv(analysisOf(strides), "recording")]).toThrow(RangeError);
  }
});

it("[RUN26] every row says whether a virtual runner made it, in the last column", () => {
  const strides = [1, 2].map((second) => syntheticStride("left", second, {}));
  expect(tableOf(strides, "virtual-runner").map((row) => row["origin"])).toEqual(["virtual-runner", "virtual-runner"]);
  expect(tableOf(strides).map((row) => Object.entries(row).at(-1))).toEqual([
    ["origin", "recording"],
    ["origin", "recording"],
  ]);
});
