// solewise-archive.json: is this an archive of ours, and one that this version can read?
import { InputError, type RefusalFacts } from "@solewise/terms";
import type { ArchiveLimits } from "./archive-limits.ts";
import { ARCHIVE_VERSION, MANIFEST_NAME } from "./archive-names.ts";
import type { ArchiveManifest, JsonObject } from "./archived-run.ts";
import { readJson } from "./read-entry.ts";
import { judgeManifest } from "./run-shape.ts";
import { misfitFacts } from "./shape.ts";
import type { ZipDirectory } from "./zip-directory.ts";

/** InputError when there is none, or of another format, or newer than this version. */
export async function readManifest(directory: ZipDirectory, limits: ArchiveLimits): Promise<ArchiveManifest> {
  if (!directory.files.has(MANIFEST_NAME)) throw describeMissing(directory);
  const value = await readJson(directory, MANIFEST_NAME, limits);
  judgeFormat(value, `${directory.file}/${MANIFEST_NAME}`);
  return value as unknown as ArchiveManifest;
}

function describeMissing(directory: ZipDirectory): InputError {
  const deeper = [...directory.files.keys()].find((path) => path.endsWith(`/${MANIFEST_NAME}`));
  const came = deeper === undefined ? "a ZIP without it" : `“${deeper}”`;
  const remedy =
    deeper === undefined
      ? "choose a file that Solewise exported"
      : "pack the files themselves again, not the folder they are in";
  return refuse(directory.file, `${MANIFEST_NAME} at the top of the ZIP`, came, remedy, {
    code: "archive-manifest-missing",
    values: { manifest: MANIFEST_NAME, ...(deeper === undefined ? {} : { deeper }) },
  });
}

function judgeFormat(value: JsonObject, place: string): void {
  const { format, version } = value;
  if (format !== "solewise-archive") {
    const found = JSON.stringify(format) ?? "none";
    const facts: RefusalFacts = { code: "archive-format-unknown", values: { found } };
    throw refuse(place, "the format “solewise-archive”", found, "choose another file", facts);
  }
  if (!Number.isSafeInteger(version) || (version as number) < 1) {
    const found = JSON.stringify(version) ?? "none";
    const facts: RefusalFacts = { code: "archive-version-wrong", values: { found } };
    throw refuse(place, "a version number", found, "export the archive again", facts);
  }
  if ((version as number) > ARCHIVE_VERSION) {
    throw refuse(
      place,
      `version ${ARCHIVE_VERSION} of the format`,
      `version ${version as number}`,
      "update Solewise here and import again",
      { code: "archive-version-newer", values: { version: version as number, versionMax: ARCHIVE_VERSION } },
    );
  }
  const misfit = judgeManifest(value);
  if (misfit !== null) {
    const expected = `${misfit.expected} in ${misfit.at}`;
    throw refuse(place, expected, misfit.came, "export the archive again", misfitFacts(misfit));
  }
}

function refuse(place: string, expected: string, came: string, remedy: string, facts: RefusalFacts): InputError {
  return new InputError({ file: place, line: null }, expected, came, remedy, facts);
}
