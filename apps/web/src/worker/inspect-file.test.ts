// Looking at files; Node's File and DecompressionStream are the browser's.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { inspectFile } from "./inspect-file.ts";

const MODIFIED_MS = Date.UTC(2026, 4, 1, 7);

function rows(firstSec: number, count: number, header = ""): string {
  const lines = Array.from({ length: count }, (_, index) => `${(firstSec + index * 0.005).toFixed(3)},0,0,9.8,0,0,0`);
  return `${header}time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z\n${lines.join("\n")}\n`;
}

const fileOf = (name: string, bytes: string | Uint8Array<ArrayBuffer>): File =>
  new File([bytes], name, { lastModified: MODIFIED_MS });

describe("[WRK6] looking at a file", () => {
  it("[WRK6] takes side, start and device from the header", async () => {
    const header = "# side=left\n# started_at_utc=2026-05-01T06:00:00Z\n# device=Sole 7\n";
    expect(await inspectFile(fileOf("right.csv", rows(10, 2001, header)))).toEqual({
      side: "left",
      sideSource: "recording",
      startedAtMs: Date.UTC(2026, 4, 1, 6, 0, 10),
      startSource: "recording",
      device: "Sole 7",
      durationSec: 10,
    });
  });

  it("[WRK6] guesses side and start from the file where the header is silent", async () => {
    const guessed = await inspectFile(fileOf("run.right.csv", rows(0, 2001)));
    expect(guessed).toMatchObject({ side: "right", sideSource: "file-name", startSource: "file-date" });
    expect(guessed.startedAtMs).toBe(MODIFIED_MS - 10_000);
    expect(await inspectFile(fileOf("run.csv", rows(0, 10)))).toMatchObject({ side: null, sideSource: null });
  });

  it("[WRK6] does not believe a last row that is cut", async () => {
    const cut = `${rows(0, 2001)}9`;
    expect((await inspectFile(fileOf("run.csv", cut))).durationSec).toBe(10);
  });

  it("[WRK4] [WRK6] looks into gzip whatever its name; how long it is stays unknown", async () => {
    const zipped = new Uint8Array(gzipSync(rows(0, 200_000, "# side=right\n")));
    const seen = await inspectFile(fileOf("a.csv", zipped));
    expect(seen).toMatchObject({ side: "right", durationSec: null, startedAtMs: MODIFIED_MS });
  });

  it("[WRK5] refuses other kinds in the reader's words", async () => {
    await expect(inspectFile(fileOf("a.csv", "PK\u0003\u0004"))).rejects.toThrow(/expected .* but found/u);
    await expect(inspectFile(fileOf("empty.csv", ""))).rejects.toThrow("an empty file");
    const damaged = new Uint8Array(gzipSync(rows(0, 20_000))).fill(0xff, 100, 400);
    await expect(inspectFile(fileOf("a.csv.gz", damaged))).rejects.toThrow("gzip");
  });
});
