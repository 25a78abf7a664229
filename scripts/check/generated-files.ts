// Step: files that a program writes and that are committed are what the program writes today.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CheckResult, CheckStep } from "./step.ts";
import { runScript } from "./tool.ts";

/** A committed file and the script that writes it; with `--check` the script writes nothing and exits 1 on a difference. */
export interface GeneratedFile {
  file: string;
  script: string;
  /** Arguments of the check; `--check` unless the script knows more. */
  checkArguments: string[];
  /** The command that writes the file anew. */
  command: string;
}

/** Every generated file. A new generator is one more entry. */
const GENERATED_FILES: readonly GeneratedFile[] = [
  {
    file: "packages/gait/kernel/kernel.wasm",
    script: "scripts/kernel/build.ts",
    checkArguments: ["--check"],
    command: "npm run build:kernel",
  },
  {
    file: "docs/figures/report.svg",
    script: "scripts/report-figure/main.ts",
    checkArguments: ["--check"],
    command: "npm run report-figure",
  },
  {
    file: "docs/protocol/openapi.json",
    script: "apps/server/src/http/openapi/write-openapi.ts",
    checkArguments: ["--check"],
    command: "npm run api",
  },
  {
    file: "packages/client/src/api-types.ts",
    script: "scripts/api/main.ts",
    checkArguments: ["--check"],
    command: "npm run api",
  },
];

export const generatedFilesStep: CheckStep = {
  name: "generated",
  remedy: "run the command named and commit what it writes",
  check: (rootFolder) => checkGeneratedFiles(rootFolder, GENERATED_FILES),
};

/** Asks each file's generator whether the file in the folder is fresh. */
export async function checkGeneratedFiles(
  rootFolder: string,
  generatedFiles: readonly GeneratedFile[],
): Promise<CheckResult> {
  const problems: string[] = [];
  for (const generated of generatedFiles) {
    const problem = await checkGenerated(rootFolder, generated);
    if (problem !== null) problems.push(problem);
  }
  return { lookedAtCount: generatedFiles.length, lookedAt: "files", problems };
}

async function checkGenerated(rootFolder: string, generated: GeneratedFile): Promise<string | null> {
  for (const path of [generated.script, generated.file]) {
    if (!existsSync(join(rootFolder, path))) return `${path}: missing; ${generated.command} writes ${generated.file}`;
  }
  const run = await runScript(rootFolder, generated.script, generated.checkArguments);
  if (run.exitCode === 0) return null;
  return `${generated.file}: not what \`${generated.command}\` writes\n${run.output.trim()}`;
}
