// What a reader should know of how the sides were found: the CLI's codes in the app's words. In: feet. Out: warnings,
// in the order in which the CLI gives them.
import type { AnalysisWarning, Side } from "@solewise/terms";
import type { SideSource } from "../store/stored-run.ts";

/** A foot and how its side is known. */
export interface SidedFile {
  fileName: string;
  side: Side;
  sideSource: SideSource;
  /** What the recording itself says; null when it does not. */
  statedSide: Side | null;
}

const AMEND = "If that is wrong, change the sides on the run's page.";

/** Warnings about sides; empty when every recording says its own or was placed by the runner in agreement with it. */
export function describeSides(files: readonly SidedFile[]): AnalysisWarning[] {
  const list = (source: SideSource): string =>
    files
      .filter(({ sideSource }) => sideSource === source)
      .map(({ fileName, side }) => `${fileName} as ${side}`)
      .join(", ");
  const swapped = files.flatMap(({ fileName, side, statedSide }): AnalysisWarning[] => {
    if (statedSide === null || statedSide === side) return [];
    const message = `${fileName} says it is of the ${statedSide} foot but was taken as ${side}.`;
    return [{ code: "sides-look-swapped", message }];
  });
  const [guessed, assumed] = [list("file-name"), list("assumed")];
  const warnings = [...swapped];
  if (guessed !== "") {
    warnings.push({ code: "side-guessed", message: `The side was guessed from the file name: ${guessed}. ${AMEND}` });
  }
  if (assumed !== "") {
    const message = `Nothing says which foot it is, so it was assumed: ${assumed}. ${AMEND}`;
    warnings.push({ code: "side-assumed", message });
  }
  return warnings;
}
