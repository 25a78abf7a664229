// Which recording is of which foot. Comes in: --left, --right and plain file names. Goes out: at most one file a foot.
// A plain file's side comes from its `# side=` line, else its name, else the user at the terminal, else it is assumed.
import { realpath } from "node:fs/promises";
import { guessSide, openRecording } from "@solewise/gait";
import { type AnalysisWarning, InputError, type RecordingHeader, type Side } from "@solewise/terms";
import { UsageError } from "../usage-error.ts";
import { fileChunks } from "./file-chunks.ts";
import { findRecordingFile, type RecordingFile, shortName } from "./recording-file.ts";

/** File names as the command line gave them. */
export interface RecordingArguments {
  left?: string;
  right?: string;
  files: string[];
}

/** One foot's file and what its first lines say. */
export interface FootFile extends RecordingFile {
  header: RecordingHeader;
}

export interface ChosenSides {
  left: FootFile | null;
  right: FootFile | null;
  warnings: AnalysisWarning[];
}

/** Asks which foot a file is of; null when nobody can be asked. */
export type AskSide = (file: string) => Promise<Side | null>;

const USAGE_HINT = "solewise analyze --left LEFT.csv --right RIGHT.csv";

function checkArguments({ left, right, files }: RecordingArguments): void {
  const all = [left, right, ...files].filter((name) => name !== undefined);
  if (all.includes("")) throw new UsageError("A recording's name is empty.", USAGE_HINT);
  if (all.length === 0) throw new UsageError("No recording was named.", USAGE_HINT);
  if (all.length > 2)
    throw new UsageError(`${all.length} recordings were named, but a run has at most two feet.`, USAGE_HINT);
  if (all.filter((name) => name === "-").length > 1) {
    throw new UsageError(
      "Standard input can be only one foot.",
      "solewise analyze --left - --right RIGHT.csv < LEFT.csv",
    );
  }
}

async function openFoot(argument: string): Promise<FootFile> {
  const file = await findRecordingFile(argument);
  const chunks = fileChunks(file);
  const { header } = await openRecording(chunks, file.shownName);
  await chunks.return(undefined);
  return { ...file, header };
}

/** Takes the files that the command line gives a side, and minds a header that says otherwise. */ // CLI13
async function takeNamedSides(args: RecordingArguments, chosen: ChosenSides): Promise<void> {
  for (const side of ["left", "right"] as const) {
    const argument = args[side];
    if (argument === undefined) continue;
    const file = await openFoot(argument);
    chosen[side] = file;
    if (file.header.side === null || file.header.side === side) continue;
    chosen.warnings.push({
      code: "sides-look-swapped",
      message: `${shortName(file)} says it is of the ${file.header.side} foot but was given as --${side}; it was taken as ${side}.`,
      side,
      values: { file: shortName(file), statedSide: file.header.side },
    });
  }
}

interface SideFound {
  side: Side;
  how: "said" | "guessed" | "assumed";
}

/** How a plain file finds its side. */ // CLI12
async function findSide(file: FootFile, chosen: ChosenSides, ask: AskSide): Promise<SideFound> {
  if (file.header.side !== null) return { side: file.header.side, how: "said" };
  const name = shortName(file);
  const guessed = guessSide(name);
  if (guessed !== null) return { side: guessed, how: "guessed" };
  const asked = await ask(name);
  if (asked !== null) return { side: asked, how: "said" };
  return { side: chosen.left === null ? "left" : "right", how: "assumed" };
}

/** A plain file and how it found its side. */
interface PlacedFile extends SideFound {
  name: string;
}

const SIDE_SENTENCES = {
  "side-guessed": "The side was guessed from the file name",
  "side-assumed": "Nothing says which foot it is, so it was assumed",
} as const;

/** One warning for all files whose side was found in one way; none without such files. */
function sideWarning(code: keyof typeof SIDE_SENTENCES, files: PlacedFile[]): AnalysisWarning[] {
  const [first] = files;
  if (first === undefined) return [];
  const list = files.map(({ name, side }) => `${name} as ${side}`).join(", ");
  const message = `${SIDE_SENTENCES[code]}: ${list}. If that is wrong, use --left and --right.`;
  const values = Object.fromEntries(files.map(({ name, side }) => [`${side}File`, name]));
  return [{ code, message, side: files.length === 1 ? first.side : "both", values }];
}

function sideWarnings(found: PlacedFile[]): AnalysisWarning[] {
  return [
    ...sideWarning(
      "side-guessed",
      found.filter(({ how }) => how === "guessed"),
    ),
    ...sideWarning(
      "side-assumed",
      found.filter(({ how }) => how === "assumed"),
    ),
  ];
}

/** Files that say their side come first, so that one that does not gets the side that is left. */
function sayingFirst(files: FootFile[]): FootFile[] {
  const says = (file: FootFile): number => Number(file.header.side === null && guessSide(shortName(file)) === null);
  return files.toSorted((a, b) => says(a) - says(b));
}

async function takePlainFiles(names: string[], chosen: ChosenSides, ask: AskSide): Promise<void> {
  const files: FootFile[] = [];
  for (const name of names) files.push(await openFoot(name));
  const found: PlacedFile[] = [];
  for (const file of sayingFirst(files)) {
    const { side, how } = await findSide(file, chosen, ask);
    if (chosen[side] !== null) throw bothOf(side);
    chosen[side] = file;
    found.push({ name: shortName(file), side, how });
  }
  chosen.warnings.push(...sideWarnings(found));
}

function bothOf(side: Side): UsageError {
  const hint = `solewise analyze --${side} ONE.csv --${side === "left" ? "right" : "left"} OTHER.csv`;
  return new UsageError(`Both recordings are taken to be of the ${side} foot.`, hint);
}

/** One file cannot be two feet; found before anything is computed. */
async function refuseSameFile(args: RecordingArguments): Promise<void> {
  const names = [args.left, args.right, ...args.files]
    .filter((name) => name !== undefined)
    .filter((name) => name !== "-");
  if (names.length < 2) return;
  const paths = await Promise.all(names.map(async (name) => await realpath(name).catch(() => name)));
  if (paths[0] !== paths[1]) return;
  throw new InputError(
    { file: names[1] ?? "", line: null },
    "a recording of the other foot",
    "the file that was already given for the first one",
    "name the other foot's file, or leave one foot out",
  );
}

/** Finds the recordings of the feet. Throws UsageError or InputError. */
export async function chooseSides(args: RecordingArguments, ask: AskSide): Promise<ChosenSides> {
  checkArguments(args);
  await refuseSameFile(args);
  const chosen: ChosenSides = { left: null, right: null, warnings: [] };
  await takeNamedSides(args, chosen);
  await takePlainFiles(args.files, chosen, ask);
  return chosen;
}
