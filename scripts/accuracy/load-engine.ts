// Finds the engine to score: our own kernel behind the gait door, or the module named by --engine.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { AnalyzeFoot } from "./engine.ts";
import { analyzeFoot } from "./kernel-engine.ts";

const isAnalyzeFoot = (value: unknown): value is AnalyzeFoot => typeof value === "function";

/** Loads `analyzeFoot` from a module file, or our own engine when `path` is null. */
export async function loadEngine(path: string | null): Promise<AnalyzeFoot> {
  if (path === null) return analyzeFoot;
  const loaded: unknown = await import(pathToFileURL(resolve(path)).href);
  const found = typeof loaded === "object" && loaded !== null && "analyzeFoot" in loaded ? loaded.analyzeFoot : null;
  if (!isAnalyzeFoot(found)) throw new Error(`${path} exports no function analyzeFoot.`);
  return found;
}
