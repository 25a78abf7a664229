// Tests of the refusals of the recording reader: each names the line, what came and the way out.
import { InputError } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { readAll, recordingText } from "./testing.ts";

const ROW = "0.005,1,2,3,4,5,6";

async function refusalOf(input: string | Uint8Array, sizes?: readonly number[]): Promise<InputError> {
  const outcome = await readAll(input, sizes).catch((error: unknown) => error);
  if (!(outcome instanceof InputError)) throw new Error(`not refused: ${String(outcome)}`);
  expect(outcome.message).toMatch(/^walk\.csv(?:, line \d+)?: expected .+, but found .+; .+\.$/);
  expect(outcome.message).not.toMatch(/\p{Cc}/u);
  expect(outcome.code).toBeDefined();
  expect(Object.values(outcome.values ?? {}).join(" ")).not.toMatch(/\p{Cc}/u);
  return outcome;
}

describe("[REC2] the column header", () => {
  it.each([
    ["acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z,time_s", /expected order/],
    ["Time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z", /order and spelling/],
    ['"time_s","acc_x","acc_y","acc_z","gyr_x","gyr_y","gyr_z"', /order and spelling/],
    ["time_s;acc_x;acc_y;acc_z;gyr_x;gyr_y;gyr_z", /commas/],
    ["time_s,ax_g,ay_g,az_g,gyr_x,gyr_y,gyr_z", /9\.80665/],
    ["time_s,acc_x,acc_y,acc_z,gyr_x_dps,gyr_y_dps,gyr_z_dps", /0\.0174533/],
    ["time_ms,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z", /the time in seconds as time_s under/],
    [
      "t_ms,ax_g,ay_g,az_g,gx_dps,gy_dps,gz_dps",
      /seconds as time_s, accelerations in .* 9\.80665\), angular .* 0\.0174533\) under/,
    ],
    ["time_s,acc_x,acc_y,acc_z", /gyroscope too/],
    ["time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z,mag_x", /remove the other columns/],
    ["0.0,1,2,3,4,5,6", /before the numbers/],
    ["t,a,b,c,d,e,f", /name the columns so/],
    ["time_s,acc_x\r0,1", /carriage return/],
    ["time\u0001s", /CSV text/],
  ])("refuses %j", async (header, remedy) => {
    const refusal = await refusalOf(`# device=x\n${header}\n${ROW}\n`);
    expect(refusal.place.line).toBe(2);
    expect(refusal.expected).toBe("the column header time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z");
    expect(refusal.remedy).toMatch(remedy);
  });
});

describe("[REC6] header lines", () => {
  it("fills the header", async () => {
    const lines = [
      "# started_at_utc=2026-05-01T06:30:00Z",
      "#side=left",
      "#  Place = sole ",
      "# range_g=16",
      "# range_dps=2000",
    ];
    const { header } = await readAll([...lines, "# device=Schuh 左 7", recordingText(ROW)].join("\n"));
    expect(header).toEqual({
      startedAtUtc: "2026-05-01T06:30:00Z",
      side: "left",
      place: "sole",
      rangeG: 16,
      rangeDps: 2000,
      device: "Schuh 左 7",
    });
  });

  it("passes other keys and comments over", async () => {
    const { header } = await readAll(`# shoe_size=42\n# a note\n#\n# constructor=1\n${recordingText(ROW)}`);
    expect(Object.values(header)).toEqual([null, null, null, null, null, null]);
  });

  it.each([
    ["side=both", /left or right/],
    ["side=", /left or right/],
    ["place=toe", /sole, instep or heel/],
    ["range_g=16g", /without a unit/],
    ["range_g=0", /from 1 to 1000/],
    ["range_dps=", /from 50 to 20000/],
    ["range_dps=NaN", /from 50 to 20000/],
    ["started_at_utc=yesterday", /instant in UTC/],
    ["started_at_utc=2026-02-31T06:30:00Z", /instant in UTC/],
    ["started_at_utc=2026-05-01T06:30:00+08:00", /instant in UTC/],
    [`device=${"x".repeat(201)}`, /1 to 200 characters/],
  ])("refuses # %s", async (line, allowed) => {
    const refusal = await refusalOf(`# note\n# ${line}\n${recordingText(ROW)}`);
    expect(refusal.place.line).toBe(2);
    expect(refusal.expected).toMatch(allowed);
  });

  it("refuses a key given twice", async () => {
    const refusal = await refusalOf(`# side=left\n# side=right\n${recordingText(ROW)}`);
    expect(refusal.message).toMatch(/line 2: expected one line with side/);
  });
});

describe("[REC7] files of another kind", () => {
  const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === "string" ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
    );

  it.each([
    ["gzip", bytesOf([0x1f, 0x8b, 8, 0, 10, 10, 10]), /unpack it/],
    ["zip", bytesOf("PK\x03\x04\x14"), /unpack it/],
    ["FIT", bytesOf([14, 0x20, 0x54, 0x08, 10, 2, 3, 4], ".FIT", [1, 2]), /raw sensor CSV/],
    ["XML", bytesOf('<?xml version="1.0"?>\n<gpx>'), /raw sensor CSV/],
    ["UTF-16", bytesOf([0xff, 0xfe], "t\0i\0m\0e\0"), /UTF-8/],
    ["JSON", bytesOf('{"acc": [1,2,3]}'), /as CSV/],
    ["Parquet", bytesOf("PAR1", [0, 0, 0, 0]), /as CSV/],
    ["SQLite", bytesOf("SQLite format 3\0"), /as CSV/],
  ])("names %s", async (name, bytes, remedy) => {
    const refusal = await refusalOf(bytes);
    expect((await refusalOf(bytes, [1])).message).toBe(refusal.message);
    expect(refusal.expected).toBe("a recording CSV");
    expect(refusal.came).toContain(name);
    expect(refusal.remedy).toMatch(remedy);
  });
});

describe("[REC8] nothing inside", () => {
  it.each([
    ["", /found an empty file/],
    ["\0".repeat(100), /found an empty file/],
    ["# side=left\n", /found the end of the file/],
    [recordingText(), /rows of samples after the column header, but found none/],
    [recordingText().trimEnd(), /but found none/],
    [`${recordingText()}0.1,2`, /but found none/],
    [`${recordingText()}\n\n \n`, /but found none/],
  ])("refuses %j", async (text, message) => {
    expect((await refusalOf(text)).message).toMatch(message);
  });
});

describe("[REC9] columns of a row", () => {
  it.each([
    ["0.01,1,2,3,4,5", /6 columns/, /all seven/],
    ["0.01,1,2,3,4,5,6,7", /8 columns/, /all seven/],
    ["walk", /1 column in/, /all seven/],
    ["0,01,1,5,2,5,3,5,4,5,5,5,6,5", /14 columns/, /with a point/],
    ["0.01;1;2;3;4;5;6", /1 column in/, /commas/],
  ])("refuses %s", async (row, came, remedy) => {
    const refusal = await refusalOf(recordingText(ROW, row, ROW));
    expect(refusal.place.line).toBe(3);
    expect(refusal.came).toMatch(came);
    expect(refusal.remedy).toMatch(remedy);
  });
});

describe("[REC10] cells that are no numbers", () => {
  it.each([
    ["0.01,1,two,3,4,5,6", /column acc_y, but found the text "two"/],
    ["0.01,1,,3,4,5,6", /column acc_y, but found an empty cell; leave out the whole row/],
    ["0.01,1,2,3,nan,5,6", /column gyr_x, but found "nan"; leave out the whole row/],
    ["0.01,1,2,3,4,-Infinity,6", /column gyr_y, but found "-Infinity"/],
    ["inf,1,2,3,4,5,6", /column time_s/],
    ["0.01,1,2,3,4,5,1e999", /column gyr_z, but found "1e999", which is too large/],
    ["0.01,1,2,3,4,5,0x10", /the text "0x10"/],
    ["0.01,1,2,3,4,5,1.2.3", /the text "1.2.3"/],
    ["0.01,1,2,3,4,5,--1", /the text/],
    ["0.01,1,2,3,4,5,1 2", /the text "1 2"/],
    ["0.01,1,2,3,4,5,1e", /the text "1e"/],
    [
      "time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z",
      /found a second column header; give joined recordings as separate files/,
    ],
    ["# pause", /found the line "# pause"; put lines with # before the column header/],
  ])("refuses %s", async (row, message) => {
    const refusal = await refusalOf(recordingText(ROW, row, "0.02,1,2,3,4,5,6"));
    expect(refusal.place.line).toBe(3);
    expect(refusal.message).toMatch(message);
  });
});

describe("[REC11] times", () => {
  it("refuses a step back, by how much", async () => {
    const refusal = await refusalOf(recordingText("12.34,1,2,3,4,5,6", "12.335,1,2,3,4,5,6"));
    expect(refusal.message).toMatch(
      /line 3: expected time_s not before 12\.34 .*, but found 12\.335, 0\.005 s earlier; sort/,
    );
  });

  it("sees a step back between two blocks", async () => {
    const rows = Array.from({ length: 4096 }, (_, index) => `${index / 200},1,2,3,4,5,6`);
    expect((await refusalOf(recordingText(...rows, ROW))).place.line).toBe(4098);
  });

  it("takes an equal time", async () => {
    expect((await readAll(recordingText(ROW, ROW))).timeUs).toEqual([5000, 5000]);
  });

  it("recognises milliseconds since 1970", async () => {
    expect((await refusalOf(recordingText("1777777777123,1,2,3,4,5,6"))).remedy).toMatch(/milliseconds/);
  });
});

describe("[REC12] readings that no foot makes", () => {
  it.each([
    ["0.01,1,2,3,4,573.2,6", /gyr_y within ±90 rad\/s, but found 573\.2; the unit is probably °\/s/],
    ["0.01,1,-16384,3,4,5,6", /acc_y within ±4000 m\/s², but found -16384; the unit is probably not m\/s²/],
  ])("refuses %s", async (row, message) => {
    const refusal = await refusalOf(recordingText(ROW, "", row));
    expect(refusal.place.line).toBe(4);
    expect(refusal.message).toMatch(message);
  });

  it("takes the limits themselves", async () => {
    expect((await readAll(recordingText("0,4000,-4000,0,90,-90,0"))).values).toEqual([4000, -4000, 0, 90, -90, 0]);
  });
});

describe("[REC13] long lines", () => {
  it.each([
    ["in the rows", recordingText(ROW, `0.01,1,2,3,4,5,${" ".repeat(5000)}6`, ROW), 3],
    ["at the end", recordingText(ROW) + "1".repeat(10_000), 3],
    ["longer than what is read at once", recordingText(ROW) + "1".repeat(300_000), 3],
    ["of bytes 0 that are not the end", `${recordingText(ROW)}${"\0".repeat(200_000)}1\n`, 3],
    ["as the header", "time_s".repeat(20_000), 1],
    ["as a comment", `# ${"x".repeat(5000)}\n${recordingText(ROW)}`, 1],
  ])("refuses one %s", async (_, text, line) => {
    const refusal = await refusalOf(text);
    expect(refusal.place.line).toBe(line);
    expect(refusal.expected).toBe("a line of at most 4096 bytes");
  });
});

describe("[REC32] codes and values", () => {
  const columnHeader = "time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z";

  it.each([
    ["PAR1....", "not-a-recording", { kind: "parquet" }],
    ["", "file-empty", { columnHeader }],
    ["# side=left\n", "header-missing", { columnHeader }],
    [recordingText(), "samples-missing", undefined],
    [recordingText(`0,${" ".repeat(5000)}1`), "line-too-long", { lineMaxBytes: 4096 }],
    ["# side=toe\u0007\n", "header-value-wrong", { key: "side", found: "toe\u{fffd}" }],
    ["# range_g=0\n", "header-value-wrong", { key: "range_g", found: "0", rangeMinG: 1, rangeMaxG: 1000 }],
    ["# device=\n", "header-value-wrong", { key: "device", found: "", charactersMaxCount: 200 }],
    ["# side=left\n# side=left\n", "header-key-twice", { key: "side" }],
    ["t,a\n", "column-header-wrong", { columnHeader, found: "t,a", mistake: "names" }],
    ["t\u0001\n", "column-header-wrong", { columnHeader, mistake: "binary" }],
    [
      "t_ms,ax_g\n",
      "column-header-wrong",
      { columnHeader, found: "t_ms,ax_g", mistake: "units", quantities: "time acceleration" },
    ],
    [recordingText("# x"), "row-is-comment", { found: "# x" }],
    [recordingText(columnHeader), "row-is-header", undefined],
    [
      recordingText("0;1"),
      "column-count-wrong",
      { columnCount: 1, expectedCount: 7, columnHeader, found: "0;1", mistake: "separators" },
    ],
    [recordingText("0,1,2,3,x,5,6"), "cell-not-a-number", { column: "gyr_x", found: "x" }],
    [recordingText("0,1,2,3,,5,6"), "cell-empty", { column: "gyr_x" }],
    [recordingText("0,1,2,3,nan,5,6"), "cell-without-reading", { column: "gyr_x", found: "nan" }],
    [recordingText("0,1,2,3,1e999,5,6"), "cell-too-large", { column: "gyr_x", found: "1e999" }],
    [recordingText("5e9,1,2,3,4,5,6"), "time-not-seconds", { timeSec: 5e9, timeMaxSec: 4e9 }],
    [
      recordingText("1.5,1,2,3,4,5,6", "1,1,2,3,4,5,6"),
      "time-runs-back",
      { timeSec: 1, previousSec: 1.5, backSec: 0.5 },
    ],
    [
      recordingText("0,-16384,2,3,4,5,6"),
      "acceleration-implausible",
      { column: "acc_x", readingMps2: -16384, readingMaxMps2: 4000 },
    ],
    [
      recordingText("0,1,2,3,573.2,5,6"),
      "angular-rate-implausible",
      { column: "gyr_x", readingRadPerSec: 573.2, readingMaxRadPerSec: 90 },
    ],
  ])("of %j", async (text, code, values) => {
    const refusal = await refusalOf(text);
    expect([refusal.code, refusal.values]).toEqual([code, values]);
  });
});
