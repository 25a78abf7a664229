// `npm run build:web`: types of the languages, then Vite, then compressed copies. With `--if-stale` (what `npm start`
// asks) nothing is done when the build was made from the same files. Goes out: apps/web/dist.
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const rootFolder = fileURLToPath(new URL("../..", import.meta.url));
const webFolder = join(rootFolder, "apps", "web");
const distFolder = join(webFolder, "dist");
const stampFile = join(distFolder, ".built-from");

/** What the build is made of: the app, the packages it bundles, and the versions of everything installed. */
const SOURCES = ["apps/web", "packages", "package.json", "package-lock.json", "tsconfig.json"];

/** Served often and worth compressing. */
const COMPRESSED = /\.(js|css|html|svg|wasm|webmanifest|json)$/;

const stamp = fingerprint();
if (process.argv.includes("--if-stale") && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) {
  process.exit(0);
}
const startedAtMs = performance.now();
process.stdout.write("Building the app (once; it takes some seconds) …\n");
rmSync(stampFile, { force: true });
await runVite();
compress(distFolder);
writeFileSync(stampFile, stamp);
process.stdout.write(`Built in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.\n`);

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap((source) => listFiles(source)).toSorted()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(rootFolder, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function listFiles(path: string): string[] {
  if (/(^|\/)(node_modules|dist|bench)$/.test(path) || /\.(test\.tsx?|md)$/.test(path)) return [];
  const absolute = join(rootFolder, path);
  if (!existsSync(absolute)) return [];
  try {
    return readdirSync(absolute).flatMap((name) => listFiles(`${path}/${name}`));
  } catch {
    return [path]; // a file, not a folder
  }
}

function runVite(): Promise<void> {
  const vite = join(rootFolder, "node_modules", "vite", "bin", "vite.js");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: webFolder, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else process.exit(code ?? 1); // Vite has said why
    });
  });
}

/** Writes `.gz` and `.br` beside each text file, for the server to send. */
function compress(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compress(path);
    else if (COMPRESSED.test(entry.name)) {
      const bytes = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    }
  }
}
