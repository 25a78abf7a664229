// What a reader should know of how the sides were found: the CLI's codes in the app's words, the same wherever the run was
// analysed. In: feet. Out: warnings, in the order in which the CLI gives them. // RUN29
import type { AnalysisWarning, Side } from "@solewise/terms";

/** A foot and how its side is known. */
export interface SidedFile {
  fileName: string;
  side: Side;
  /** "recording", "file-name", "chosen", "assumed", or a way to come. */
  sideSource: string;
  /** What the recording itself says; null when it does not. */
  statedSide: Side | null;
}

const AMEND = "If that is wrong, change the sides on the run's page.";

/** Warnings about sides; empty when every recording says its own or was placed by the runner in agreement with it. */
export function describeSides(files: readonly SidedFile[]): AnalysisWarning[] {
  const swapped = files.flatMap(({ fileName, side, statedSide }): AnalysisWarning[] => {
    if (statedSide === null || statedSide === side) return [];
    const message = `${fileName} says it is of the ${statedSide} foot but was taken as ${side}.`;
    return [{ code: "sides-look-swapped", message, side, values: { file: fileName, statedSide } }];
  });
  const foundBy = (source: string): SidedFile[] => files.filter(({ sideSource }) => sideSource === source);
  return [
    ...swapped,
    ...describeFound("side-guessed", "The side was guessed from the file name", foundBy("file-name")),
    ...describeFound("side-assumed", "Nothing says which foot it is, so it was assumed", foundBy("assumed")),
  ];
}

/** One warning for all files whose side was found in one way; none without such files. */
function describeFound(
  code: AnalysisWarning["code"],
  sentence: string,
  files: readonly SidedFile[],
): AnalysisWarning[] {
  const [first] = files;
  if (first === undefined) return [];
  const list = files.map(({ fileName, side }) => `${fileName} as ${side}`).join(", ");
  const values = Object.fromEntries(files.map(({ fileName, side }) => [`${side}File`, fileName]));
  return [{ code, message: `${sentence}: ${list}. ${AMEND}`, side: files.length === 1 ? first.side : "both", values }];
}
