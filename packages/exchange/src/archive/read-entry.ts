// One file of an archive, read. In: the directory and a path. Out: its bytes as a stream that fails when they are not
// what the directory says (size, CRC-32), or its JSON.
import { InputError, type RefusalFacts } from "@solewise/terms";
import type { ArchiveLimits } from "./archive-limits.ts";
import type { JsonObject } from "./archived-run.ts";
import { demandSize, readWhole, streamOf } from "./byte-streams.ts";
import { JSON_FAULT_TEXTS, parseJsonObject } from "./json-text.ts";
import type { ZipDirectory, ZipFile } from "./zip-directory.ts";

const COPY_AGAIN = "copy or download the archive again, or export it again";

/** Inflates as it is read. Fails with an InputError when the contents are damaged. */
export function openFile(directory: ZipDirectory, zipFile: ZipFile): ReadableStream<Uint8Array> {
  const { path, sizeBytes, entry, fault } = zipFile;
  return streamOf(
    async (sink, signal) => {
      if (fault !== null) throw fault;
      const measure = demandSize(sizeBytes, (cameBytes) =>
        refuse(directory, path, `${sizeBytes} bytes`, cameBytes > sizeBytes ? "more" : `${cameBytes}`, {
          code: "archive-entry-size-wrong",
          values: { sizeBytes, cameBytes },
        }),
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
  if (zipFile === undefined) throw refuse(directory, path, "this entry", "none", { code: "archive-entry-missing" });
  const { sizeBytes } = zipFile;
  const sizeMaxBytes = limits.jsonMaxBytes;
  if (sizeBytes > sizeMaxBytes) {
    const facts: RefusalFacts = { code: "archive-entry-too-large", values: { sizeBytes, sizeMaxBytes } };
    throw refuse(directory, path, `at most ${sizeMaxBytes} bytes`, `${sizeBytes}`, facts);
  }
  const bytes = await readWhole(openFile(directory, zipFile), sizeBytes);
  const value = parseJsonObject(bytes, limits);
  if (typeof value === "string") {
    const facts: RefusalFacts = { code: "archive-json-wrong", values: { fault: value } };
    throw refuse(directory, path, "a JSON object", JSON_FAULT_TEXTS[value], facts);
  }
  return value;
}

function refuse(
  directory: ZipDirectory,
  path: string,
  expected: string,
  came: string,
  facts: RefusalFacts,
): InputError {
  return new InputError({ file: `${directory.file}/${path}`, line: null }, expected, came, COPY_AGAIN, facts);
}
