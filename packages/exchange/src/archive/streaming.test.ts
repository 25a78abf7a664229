// Nothing piles up: contents are asked for as they are taken, and what is given up ends.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { collect, makeBytes, makeRun, makeRunId, makeSource, readFrom } from "./made-up-archive.ts";
import { openArchive } from "./open-archive.ts";
import { writeArchive } from "./write-archive.ts";

const CHUNK_BYTES = 65_536;
/** More than may pile up anywhere between source and taker: ours and the platform's few blocks. */
const UNDERWAY_MAX_BYTES = 2 * 1024 ** 2;

/** Contents that count what was asked of them and whether they were given up. */
function makeContent(sizeBytes: number) {
  const chunk = makeBytes(CHUNK_BYTES);
  const content = {
    sizeBytes,
    askedBytes: 0,
    isCancelled: false,
    open: () =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            controller.enqueue(chunk.slice(0, Math.min(CHUNK_BYTES, sizeBytes - content.askedBytes)));
            content.askedBytes += CHUNK_BYTES;
            if (content.askedBytes >= sizeBytes) controller.close();
          },
          cancel() {
            content.isCancelled = true;
          },
        },
        { highWaterMark: 0 },
      ),
  };
  return content;
}

function archiveOf(name: string, content: ReturnType<typeof makeContent>): ReadableStream<Uint8Array> {
  const run = makeRun(makeRunId(1));
  const entries = [...run.entries.filter((entry) => entry.name !== name), { name, content }];
  return writeArchive(makeSource([{ ...run, entries }]));
}

it("[EXC4] an entry is asked for as fast as the archive is taken", async () => {
  for (const name of ["left.recording.csv", "right.recording.csv.gz"]) {
    const content = makeContent(40 * 1024 ** 2);
    let takenBytes = 0;
    for await (const chunk of archiveOf(name, content)) {
      takenBytes += chunk.length;
      expect(content.askedBytes - takenBytes).toBeLessThan(UNDERWAY_MAX_BYTES);
    }
    expect(takenBytes).toBeGreaterThan(content.sizeBytes * 0.9);
  }
});

it("[EXC4] nothing is loaded before it is asked for, and giving up ends the sources", async () => {
  const content = makeContent(40 * 1024 ** 2);
  const archive = archiveOf("left.recording.csv", content);
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
  expect(content.askedBytes).toBe(0);
  const reader = archive.getReader();
  while (content.askedBytes === 0) await reader.read();
  await reader.cancel();
  expect(content.isCancelled).toBe(true);
  expect(content.askedBytes).toBeLessThan(UNDERWAY_MAX_BYTES);
});

it("[EXC4] an entry is read as fast as it is taken, and no further once it is given up", async () => {
  for (const name of ["left.recording.csv", "right.recording.csv.gz"]) {
    const bytes = await collect(archiveOf(name, makeContent(40 * 1024 ** 2)));
    const source = readFrom(bytes);
    let readBytes = 0;
    const read = (offset: number, length: number): Promise<Uint8Array> => {
      readBytes += length;
      return source.read(offset, length);
    };
    const archive = await openArchive({ sizeBytes: bytes.length, read });
    readBytes = 0;
    let takenBytes = 0;
    const taken = archive.runs[0]?.openEntry(name) ?? new ReadableStream<Uint8Array>();
    expect(readBytes).toBe(0);
    for await (const chunk of taken) {
      takenBytes += chunk.length;
      expect(readBytes - takenBytes).toBeLessThan(UNDERWAY_MAX_BYTES);
      if (takenBytes > 20 * 1024 ** 2) break;
    }
    const readAtEnd = readBytes;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    expect(readBytes).toBe(readAtEnd);
  }
});

/** Memory outside the heap that is still referred to. */
function measureBufferBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().arrayBuffers;
}

it("[EXC4] what was taken is let go: no more memory at the end than at the start", async () => {
  const name = "right.recording.csv.gz";
  const bytes = await collect(archiveOf(name, makeContent(32 * 1024 ** 2)));
  const run = (await openArchive(readFrom(bytes))).runs[0];
  for (const open of [
    () => archiveOf(name, makeContent(32 * 1024 ** 2)),
    () => run?.openEntry(name) ?? new ReadableStream<Uint8Array>(),
  ]) {
    const reader = open().getReader();
    const beforeBytes = measureBufferBytes();
    let takenBytes = 0;
    while (takenBytes < 24 * 1024 ** 2) takenBytes += (await reader.read()).value?.length ?? 0;
    // What has been given up may be let go a moment later.
    await expect.poll(() => measureBufferBytes() - beforeBytes).toBeLessThan(2 * UNDERWAY_MAX_BYTES);
    await reader.cancel();
  }
});
