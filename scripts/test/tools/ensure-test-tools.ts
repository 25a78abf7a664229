// Before the tests: what they need of the system is there, or Debian's apt brings it (as root), or it is said what is
// missing. Comes in: the environment. Goes out: lines to print, and whether the run may go on.
import { spawnSync } from "node:child_process";
import { isContinuousIntegration } from "../recorded-data.ts";
import { findChromium, findProgram, listMissingTools, type TestTool } from "./test-tools.ts";

type Environment = Record<string, string | undefined>;

/** Longest that one call of apt-get may take, in ms; a mirror that does not answer must not hold a test run. */
const APT_TIME_MAX_MS = 600_000;

/** What became of the tools. */
export interface ToolsOutcome {
  lines: string[];
  /** Still missing. */
  missing: readonly TestTool[];
  /** True where that fails the run: in CI. */
  isFailure: boolean;
}

/** How a machine is asked for packages; `isRoot` and the environment are handed in so that a test can plant both. */
export interface ToolsSetting {
  environment: Environment;
  isRoot: boolean;
}

/** Installs what is missing where that is possible. What is there is left alone. */
export function ensureTestTools(setting: ToolsSetting): ToolsOutcome {
  const { environment } = setting;
  const missing = listMissingTools(environment);
  if (missing.length === 0) return { lines: [describePresent(environment)], missing, isFailure: false };
  const apt = findProgram("apt-get", environment);
  if (!setting.isRoot || apt === null) return describeMissing(missing, [], environment);
  const startedAtMs = performance.now();
  const names = missing.map((tool) => tool.packageName);
  const failure = install(apt, names, environment);
  const timeSec = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  if (failure !== null) return describeMissing(listMissingTools(environment), [failure], environment);
  const stillMissing = listMissingTools(environment);
  const line = `Tools of the tests: apt-get installed ${names.join(", ")} in ${timeSec} s`;
  return stillMissing.length === 0
    ? { lines: [line], missing: [], isFailure: false }
    : describeMissing(stillMissing, [line], environment);
}

/** Runs apt-get; null when it went well, else what it printed. */
function install(apt: string, packageNames: string[], environment: Environment): string | null {
  const commands = [
    ["update", "--quiet"],
    ["install", "--yes", "--quiet", "--no-install-recommends", ...packageNames],
  ];
  for (const command of commands) {
    const result = spawnSync(apt, command, {
      encoding: "utf8",
      env: { ...environment, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: APT_TIME_MAX_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
    if (result.status !== 0) {
      const ending = result.error?.message ?? `exit code ${result.status}`;
      return [`apt-get ${command.join(" ")}: ${ending}`, result.stdout, result.stderr].join("\n").trimEnd();
    }
  }
  return null;
}

function describePresent(environment: Environment): string {
  return `Tools of the tests: all there, ${findChromium(environment)}`;
}

function describeMissing(missing: readonly TestTool[], before: string[], environment: Environment): ToolsOutcome {
  const isFailure = isContinuousIntegration(environment);
  const names = missing.map((tool) => `${tool.what} (Debian: ${tool.packageName})`).join(", ");
  const effect = isFailure ? "CI needs them" : "their tests are not run";
  const remedy = `apt-get install ${missing.map((tool) => tool.packageName).join(" ")}, or SOLEWISE_CHROMIUM=…`;
  return {
    lines: [...before, `Tools of the tests: missing ${names}; ${effect}; ${remedy}`],
    missing,
    isFailure,
  };
}
