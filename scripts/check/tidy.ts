// Step: sizes, names, marks, places, units, rooms and links, as STYLE and CONTRIBUTING.md ask. Each rule is a file in tidy/.
import { listRepositoryPaths, readRepositoryFiles, type RepositoryFile } from "./repository-files.ts";
import type { CheckResult, CheckStep } from "./step.ts";
import { findLinkProblems } from "./tidy/links.ts";
import { findMarkProblems } from "./tidy/marks.ts";
import { findNameProblems } from "./tidy/names.ts";
import { findOpeningProblems } from "./tidy/openings.ts";
import { findPlaceProblems } from "./tidy/places.ts";
import { findRoomProblems } from "./tidy/rooms.ts";
import { findSizeProblems } from "./tidy/sizes.ts";
import { findUnitProblems } from "./tidy/units.ts";

/** Files whose text is read: everything but pictures, binaries and vectors. */
const TEXT = /\.(ts|tsx|mts|js|mjs|cjs|c|h|css|sql|sh|md|json|html|yml|yaml|toml|svg)$|(^|\/)(run|LICENSE|\.[a-z]+)$/;

export const tidyStep: CheckStep = {
  name: "tidy",
  remedy: "CONTRIBUTING.md, “What the tidy step asks”, has each rule with its reason",
  check: (rootFolder) => Promise.resolve(checkTidiness(rootFolder)),
};

/** Judges every text file that git lists under the folder. */
export function checkTidiness(rootFolder: string): CheckResult {
  const files = readRepositoryFiles(rootFolder, (path) => TEXT.test(path));
  return {
    lookedAtCount: files.length,
    lookedAt: "files",
    problems: findTidyProblems(files, listRepositoryPaths(rootFolder)),
  };
}

function findTidyProblems(files: RepositoryFile[], paths: readonly string[]): string[] {
  const eachFile = files.flatMap((file) => [
    ...findNameProblems(file.path),
    ...findSizeProblems(file),
    ...findOpeningProblems(file),
    ...findMarkProblems(file),
    ...findPlaceProblems(file),
    ...findUnitProblems(file),
  ]);
  return [...eachFile, ...findRoomProblems(files), ...findLinkProblems(files, paths)];
}
