// Runs one of the workspace's tools, or one of its scripts, and keeps all it says, less its colours: some tools paint
// in CI whatever NO_COLOR says.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** How a program ended, and all it wrote, both streams in the order they came. */
export interface ToolRun {
  exitCode: number;
  output: string;
}

/** Runs a program of node_modules/.bin in a folder. */
export function runTool(rootFolder: string, tool: string, toolArguments: string[]): Promise<ToolRun> {
  return runProgram(rootFolder, join(rootFolder, "node_modules", ".bin", tool), toolArguments);
}

/** Runs a script of the workspace on the Node that runs this one. */
export function runScript(rootFolder: string, script: string, scriptArguments: string[]): Promise<ToolRun> {
  return runProgram(rootFolder, process.execPath, [join(rootFolder, script), ...scriptArguments]);
}

function runProgram(folder: string, program: string, programArguments: string[]): Promise<ToolRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { cwd: folder, env: { ...process.env, NO_COLOR: "1" } });
    const pieces: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => pieces.push(piece));
    child.stderr.on("data", (piece: Buffer) => pieces.push(piece));
    child.on("error", (error) => reject(new Error(`${program} cannot be run (${error.message}); run npm ci`)));
    child.on("close", (code) =>
      resolve({ exitCode: code ?? 1, output: stripVTControlCharacters(Buffer.concat(pieces).toString("utf8")) }),
    );
  });
}

/** The number that the pattern's first group finds in a tool's words; 0 where it says none. */
export function readCount(output: string, pattern: RegExp): number {
  return Number(pattern.exec(output)?.[1] ?? 0);
}
