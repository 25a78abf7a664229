// A stored run → the files that it is taken away as. // WRK2
import { type AnalysedFile, analysisJson, stridesCsv } from "@solewise/run";
import type { RunResult } from "../store/stored-run.ts";
import { bySide, restoreAnalysis, unpackResult } from "./view-run.ts";

/** Text pieces per part of a Blob: few enough parts to be cheap, small enough to be let go. */
const PIECES_PER_PART = 4096;

function joinPieces(pieces: Iterable<string>, type: string): Blob {
  const parts: string[] = [];
  let waiting: string[] = [];
  for (const piece of pieces) {
    waiting.push(piece);
    if (waiting.length < PIECES_PER_PART) continue;
    parts.push(waiting.join(""));
    waiting = [];
  }
  return new Blob([...parts, waiting.join("")], { type });
}

/** The same bytes as `solewise analyze --json` writes. */
export function exportJson(result: RunResult): Blob {
  const { run } = result;
  const files = run.feet.map(({ side, fileName, sha256 }): AnalysedFile => ({ side, file: fileName, sha256 }));
  const analysis = restoreAnalysis(run, bySide(unpackResult(result)));
  return joinPieces(analysisJson(analysis, files), "application/json");
}

/** The strides as a table: docs/protocol/strides-csv.md. */
export function exportCsv(result: RunResult): Blob {
  const analysis = restoreAnalysis(result.run, bySide(unpackResult(result)));
  return joinPieces(stridesCsv(analysis, result.run.demo === null ? "recording" : "virtual-runner"), "text/csv");
}
