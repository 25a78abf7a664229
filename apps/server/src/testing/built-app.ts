// A small built app, as Vite would write it. Comes in: nothing. Goes out: a folder that the test removes.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

export const INDEX_HTML = "<!doctype html><html><head><title>built</title></head><body>built</body></html>";
export const SCRIPT = "export const built = true;\n".repeat(40);

/** A new folder under the system's temporary one. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "solewise-server-"));
}

/** Writes the app into a new folder and returns it. */
export function makeBuiltApp(): string {
  const folder = temporaryFolder();
  const put = (path: string, content: string | Buffer): void => writeFileSync(join(folder, path), content);
  mkdirSync(join(folder, "assets"));
  mkdirSync(join(folder, ".git"));
  put("index.html", INDEX_HTML);
  put("sw.js", "self.x = 1;");
  put("manifest.webmanifest", "{}");
  put("assets/index-Ab12.js", SCRIPT);
  put("assets/index-Ab12.js.gz", gzipSync(SCRIPT));
  put("assets/index-Ab12.js.br", brotliCompressSync(SCRIPT));
  put("assets/kernel-Cd34.wasm", Buffer.from([0, 97, 115, 109]));
  put("assets/demo-Ef56.csv", "time_s\n");
  put(".env", "SECRET=1");
  put(".git/config", "secret");
  return folder;
}
