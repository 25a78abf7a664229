// Tidy rule: every room (a folder with a package.json under packages/ or apps/, and scripts/) has a SPEC.md with rules
// and a README.md of at most 30 lines.
import type { RepositoryFile } from "../repository-files.ts";

/** Most lines of a room's README.md. */
export const README_LINES_MAX_COUNT = 30;

export function findRoomProblems(files: RepositoryFile[]): string[] {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const rooms = files
    .map((file) => /^((packages|apps)\/[^/]+|scripts)\/package\.json$/.exec(file.path)?.[1])
    .filter((room) => room !== undefined);
  return rooms.flatMap((room) => [
    ...findReadmeProblems(room, texts.get(`${room}/README.md`)),
    ...(texts.has(`${room}/SPEC.md`) ? [] : [`${room}: has no SPEC.md`]),
  ]);
}

function findReadmeProblems(room: string, text: string | undefined): string[] {
  if (text === undefined) return [`${room}: has no README.md`];
  const lineCount = text.replace(/\n$/, "").split("\n").length;
  if (lineCount <= README_LINES_MAX_COUNT) return [];
  return [`${room}/README.md: ${lineCount} lines, at most ${README_LINES_MAX_COUNT}`];
}
