// What tests need of the system, and where each is looked for: a Chromium, a font for Chinese text and certutil for those in a
// browser, faketime for a clock that jumps, Arm's compiler, its C library and QEMU for the chip. Comes in: the environment. Goes
// out: what is there and what is missing, by Debian package.
import { spawnSync } from "node:child_process";
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
const ARM_COMPILER: TestTool = { packageName: "gcc-arm-none-eabi", what: "GCC for Arm chips" };
const ARM_LIBRARY: TestTool = { packageName: "libnewlib-arm-none-eabi", what: "its C library" };
const ARM_EMULATOR: TestTool = { packageName: "qemu-system-arm", what: "QEMU for Arm" };
/** What the chip's program is made and run with. */
export const CHIP_TOOLS: readonly TestTool[] = [ARM_COMPILER, ARM_LIBRARY, ARM_EMULATOR];
const TEST_TOOLS: readonly TestTool[] = [CHROMIUM, CHINESE_FONT, CERTUTIL, FAKETIME, ...CHIP_TOOLS];

/** Tools that are a program of this name in PATH. */
const PROGRAMS = new Map([
  [CERTUTIL, "certutil"],
  [FAKETIME, "faketime"],
  [ARM_COMPILER, "arm-none-eabi-gcc"],
  [ARM_EMULATOR, "qemu-system-arm"],
]);
/** A file of the C library that its compiler finds where it is installed. */
const ARM_LIBRARY_FILE = "nano.specs";

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
  if (tool === CHINESE_FONT) return hasChineseFont(environment);
  if (tool === ARM_LIBRARY) return hasArmLibrary(environment);
  const program = PROGRAMS.get(tool);
  return program !== undefined && findProgram(program, environment) !== null;
}

/** The compiler answers with a path where it has the file, else with the name alone. */
function hasArmLibrary(environment: Environment): boolean {
  const compiler = findProgram("arm-none-eabi-gcc", environment);
  if (compiler === null) return false;
  const { stdout } = spawnSync(compiler, [`-print-file-name=${ARM_LIBRARY_FILE}`], { encoding: "utf8" });
  return stdout.trim().includes("/");
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
