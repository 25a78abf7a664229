// docs/accuracy.md: per set and metric how far our figures are from the reference's. In: figures. Out: Markdown.
import type { GroupFigures, RecordingResult } from "./figures.ts";
export function writeReport(groups: readonly GroupFigures[], results: readonly RecordingResult[], _options: unknown): string {
  return `# Accuracy\n\n${groups.length} ${results.length}\n`;
}
