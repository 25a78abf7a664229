// The built app that the tests serve: brought up to date by whichever test process asks first. Comes in: the build's
// command. Goes out: a copy of the built app, which no later build changes.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withFileLock } from "./file-lock.ts";

/** Longest that a build may take, in ms. */
const BUILD_TIME_MAX_MS = 300_000;

/** A build that does nothing when there is nothing to do. */
export interface WebBuild {
  rootFolder: string;
  /** What is run in the root folder. */
  command: readonly string[];
}

const WEB_BUILD: WebBuild = {
  rootFolder: fileURLToPath(new URL("../../..", import.meta.url)),
  command: [process.execPath, "scripts/web/build.ts", "--if-stale"],
};

/** Builds the app where needed, and copies it. Throws an Error with what the build printed when it failed. */
export async function copyBuiltApp(folder: string, build: WebBuild = WEB_BUILD): Promise<void> {
  const cacheFolder = join(build.rootFolder, ".cache");
  const distFolder = join(build.rootFolder, "apps/web/dist");
  mkdirSync(cacheFolder, { recursive: true });
  await withFileLock(join(cacheFolder, "web-build.lock"), BUILD_TIME_MAX_MS, async () => {
    await runBuild(build);
    if (!existsSync(join(distFolder, "index.html"))) throw new Error(`the build left no ${distFolder}/index.html`);
    cpSync(distFolder, folder, { recursive: true });
  });
}

function runBuild(build: WebBuild): Promise<void> {
  const [program = "", ...words] = build.command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: build.rootFolder,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: BUILD_TIME_MAX_MS,
      env: { ...process.env, NODE_ENV: "production" },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the app cannot be built (exit code ${code}):\n${said}`));
    });
  });
}
