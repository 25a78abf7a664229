// One file of an archive, read. In: the directory and a path. Out: its bytes as a stream that fails when they are not
// what the directory says (size, CRC-32), or its JSON.
import { InputError } from "@solewise/terms";
import type { ArchiveLimits } from "./archive-limits.ts";
import type { JsonObject } from "./archived-run.ts";
import { demandSize, readWhole, streamOf } from "./byte-streams.ts";
import { parseJsonObject } from "./json-text.ts";
import type { ZipDirectory, ZipFile } from "./zip-directory.ts";

const COPY_AGAIN = "copy or download the archive again, or export it again";

/** Inflates as it is read. Fails with an InputError when the contents are damaged. */
export function openFile(directory: ZipDirectory, zipFile: ZipFile): ReadableStream<Uint8Array> {
  const { path, sizeBytes, entry, fault } = zipFile;
  return streamOf(
    async (sink, signal) => {
      if (fault !== null) throw fault;
      const measure = demandSize(sizeBytes, (came) =>
        refuse(directory, path, `${sizeBytes} bytes`, came > sizeBytes ? "more" : `${came}`),
      );
      const written = measure.readable.pipeTo(sink, { signal });
      await Promise.all([entry.getData(measure.writable, { signal, checkCrc32: true }), written]);
    },
    (cause) => directory.explain(cause, path),
  );
}

/** The object of a JSON file; InputError when it is absent, too large, or none. */
export async function readJson(directory: ZipDirectory, path: string, limits: ArchiveLimits): Promise<JsonObject> {
  const zipFile = directory.files.get(path);
  if (zipFile === undefined) throw refuse(directory, path, "this entry", "none");
  if (zipFile.sizeBytes > limits.jsonMaxBytes) {
    throw refuse(directory, path, `at most ${limits.jsonMaxBytes} bytes`, `${zipFile.sizeBytes}`);
  }
  const bytes = await readWhole(openFile(directory, zipFile), zipFile.sizeBytes);
  const value = parseJsonObject(bytes, limits);
  if (typeof value === "string") throw refuse(directory, path, "a JSON object", value);
  return value;
}

function refuse(directory: ZipDirectory, path: string, expected: string, came: string): InputError {
  return new InputError({ file: `${directory.file}/${path}`, line: null }, expected, came, COPY_AGAIN);
}
