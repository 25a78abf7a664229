// Months of strides, made on demand.
import { describe, expect, it } from "vitest";
import { createTestDatabase, useTestDatabase } from "../testing/test-database.ts";
import { ensureStridePartitions, stridePartitionsBetween } from "./stride-partitions.ts";

const testDatabase = useTestDatabase();
const RUN = "00000000-0000-7000-8000-000000000001";

async function partitionsOf({ pool }: { pool: Awaited<ReturnType<typeof testDatabase>>["pool"] }): Promise<string[]> {
  const sql = "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'runner.stride'::regclass";
  const { rows } = await pool.query<{ name: string }>(sql);
  return rows.map(({ name }) => name.replace("runner.", "")).sort();
}

describe("partitions of strides", () => {
  it("[DBS16] covers the months of both instants, in UTC, and years nobody runs in by two more", () => {
    const names = (from: string, to: string): string[] =>
      stridePartitionsBetween(new Date(from), new Date(to)).map(({ name }) => name);
    expect(names("2025-12-31T23:59:59.999Z", "2026-01-01T00:00:00Z")).toEqual(["stride_2025_12", "stride_2026_01"]);
    expect(names("1970-01-01T00:00:00Z", "1970-01-02T00:00:00Z")).toEqual(["stride_before_2000"]);
    expect(names("1999-12-31T23:00:00Z", "2000-01-01T00:00:00Z")).toEqual(["stride_before_2000", "stride_2000_01"]);
    expect(names("2099-12-31T00:00:00Z", "2100-01-01T00:00:00Z")).toEqual(["stride_2099_12", "stride_after_2099"]);
    expect(names("9999-01-01T00:00:00Z", "9999-01-01T00:00:00Z")).toEqual(["stride_after_2099"]);
  });

  it("[DBS16] refuses what would make many, and what is no time", () => {
    const refused: [Date, Date][] = [
      [new Date("2000-01-01"), new Date("2026-01-01")],
      [new Date("2026-02-01"), new Date("2026-01-01")],
      [new Date(Number.NaN), new Date("2026-01-01")],
    ];
    for (const [from, to] of refused) expect(() => stridePartitionsBetween(from, to)).toThrow(RangeError);
  });

  it("[DBS16] takes strides of every time, whoever asked first, many at once", async () => {
    const opened = await testDatabase();
    const { database } = opened;
    const times = ["1971-05-05", "2026-03-31T23:59:59.999Z", "2026-04-01", "2150-01-01"].map((text) => new Date(text));
    const ask = (time: Date): Promise<void> =>
      ensureStridePartitions(database, time, new Date(time.getTime() + 86_400_000));
    await Promise.all([...times, ...times, ...times].map(ask));
    const row = { runner_id: RUN, run_id: RUN, analysis_id: RUN, side: 0, midstance_us: 1 };
    const strides = times.map((midstance_at, stride_index) => ({ ...row, stride_index, midstance_at }));
    await database.insertInto("runner.stride").values(strides).execute();
    expect(await partitionsOf(opened)).toEqual([
      "stride_2026_03",
      "stride_2026_04",
      "stride_after_2099",
      "stride_before_2000",
    ]);
    const kept = await database.selectFrom("runner.stride").select("midstance_at").orderBy("stride_index").execute();
    expect(kept.map(({ midstance_at }) => midstance_at)).toEqual(times);
  });

  it("[DBS16] a month can be made while another is being written", async () => {
    const opened = await createTestDatabase();
    const { database } = opened;
    const [march, may] = [new Date("2026-03-01"), new Date("2026-05-01")];
    await ensureStridePartitions(database, march, march);
    await database.transaction().execute(async (transaction) => {
      const row = { runner_id: RUN, run_id: RUN, analysis_id: RUN, side: 0, midstance_us: 1, stride_index: 0 };
      await transaction
        .insertInto("runner.stride")
        .values({ ...row, midstance_at: march })
        .execute();
      await ensureStridePartitions(database, may, may); // would wait for ever if it locked the whole table
    });
    expect(await partitionsOf(opened)).toEqual(["stride_2026_03", "stride_2026_05"]);
    await opened.close();
  });
});
