// What leaves comes back: byte for byte, unknown members and entries included.
import { expect, it } from "vitest";
import { collect, makeRun, makeRunId, makeSource, readFrom, reExport } from "./made-up-archive.ts";
import { openArchive } from "./open-archive.ts";
import { writeArchive } from "./write-archive.ts";

it("[EXC1] export, import, export gives the same bytes", async () => {
  const first = await collect(writeArchive(makeSource([makeRun(makeRunId(2)), makeRun(makeRunId(1), 40)])));
  const archive = await openArchive(readFrom(first));
  expect(archive.problems).toEqual([]);
  expect(archive.runs.map((run) => run.runId)).toEqual([makeRunId(1), makeRunId(2)]);
  const second = await collect(writeArchive(await reExport(archive)));
  expect(second).toEqual(first);
});
