// What tests need of the system, and where each is looked for: a Chromium, a font for Chinese text and certutil for those in a
// browser, faketime for a clock that jumps. Comes in: the environment. Goes out: what is there and what is missing, by Debian package.
import { accessSync, constants, existsSync, readdirSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";

type Environment = Record<string, string | undefined>;

/** One thing that tests need. */
export interface TestTool {
  /** Debian's package of it. */
  packageName: string;
  what: string;
}

export const CHROMIUM: TestTool = { packageName: "chromium", what: "Chromium or Chrome" };
export const CHINESE_FONT: TestTool = { packageName: "fonts-noto-cjk", what: "a font with Chinese characters" };
export const CERTUTIL: TestTool = { packageName: "libnss3-tools", what: "certutil" };
const FAKETIME: TestTool = { packageName: "faketime", what: "faketime" };
export const TEST_TOOLS: readonly TestTool[] = [CHROMIUM, CHINESE_FONT, CERTUTIL, FAKETIME];

const CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Debian's `chromium` is a shell script that reads flags of this machine; this is what it starts. */
const DEBIAN_SCRIPT = "/usr/bin/chromium";
const DEBIAN_PROGRAM = "/usr/lib/chromium/chromium";

/** Folders of fonts on Debian and on a Mac; SOLEWISE_FONT_FOLDER takes their place. */
const FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];
const CHINESE_FONT_FILE = /cjk|sourcehan|source-han|wqy|pingfang|notosanssc|droidsansfallback/i;

/**
 * The Chromium to test with: SOLEWISE_CHROMIUM, else the first of the usual names in PATH, else null. Throws an Error
 * when SOLEWISE_CHROMIUM names no program, because a setting that is not heeded is worse than none.
 */
export function findChromium(environment: Environment = process.env): string | null {
  const named = environment["SOLEWISE_CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (isProgram(named)) return named;
    throw new Error(`SOLEWISE_CHROMIUM must be the path of a Chromium or Chrome, but “${named}” is no program.`);
  }
  const found = CHROMIUM_NAMES.map((name) => findProgram(name, environment)).find((path) => path !== null) ?? null;
  const isDebianScript = found !== null && realpathSync(found) === DEBIAN_SCRIPT && isProgram(DEBIAN_PROGRAM);
  return isDebianScript ? DEBIAN_PROGRAM : found;
}

/** The full path of a program in PATH, or null. */
export function findProgram(name: string, environment: Environment = process.env): string | null {
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

/** The tools that are not on this machine. */
export function listMissingTools(environment: Environment = process.env): TestTool[] {
  return TEST_TOOLS.filter((tool) => !hasTool(tool, environment));
}

function hasTool(tool: TestTool, environment: Environment): boolean {
  if (tool === CHROMIUM) return findChromium(environment) !== null;
  if (tool === CERTUTIL) return findProgram("certutil", environment) !== null;
  if (tool === FAKETIME) return findProgram("faketime", environment) !== null;
  return hasChineseFont(environment);
}

function hasChineseFont(environment: Environment): boolean {
  const given = environment["SOLEWISE_FONT_FOLDER"];
  const folders = given === undefined ? FONT_FOLDERS : [given];
  return folders
    .filter((folder) => existsSync(folder))
    .some((folder) => readdirSync(folder, { recursive: true }).some((path) => CHINESE_FONT_FILE.test(String(path))));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
