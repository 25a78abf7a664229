#!/usr/bin/env node
// Starts src/main.ts on the pinned Node 24 (the dependency `node`), whatever Node (≥ 20) started this file.
// Arguments, stdin, stdout, stderr, signals and the exit code pass through.
import { spawn } from "node:child_process";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const main = new URL("../src/main.ts", import.meta.url);
const pinnedHome = dirname(module.createRequire(import.meta.url).resolve("node/package.json"));
const compileCache = join(dirname(pinnedHome), ".cache", "solewise"); // halves the start (measured)
if (Number(process.versions.node.split(".")[0]) >= 24) {
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE ?? compileCache);
  await import(main.href);
} else {
  const pinned = join(pinnedHome, "bin", process.platform === "win32" ? "node.exe" : "node");
  const env = { NODE_COMPILE_CACHE: compileCache, ...process.env };
  const child = spawn(pinned, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`solewise: the pinned Node at ${pinned} does not start (${error.message}); run npm ci.\n`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
  });
}
