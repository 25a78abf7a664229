// How long a view takes to derive, on made-up strides with paths: the first time in a fresh process and later.
// Run: `node packages/insight/bench/derive-run-view.bench.ts [strides of each foot]`. Prints one JSON line, ms.
import { PackedPaths, PATH_WORDS } from "@solewise/gait";
import { deriveRunView } from "../src/index.ts";
import { madeUpAnalysis } from "../src/testing.ts";

const countPerFoot = Number(process.argv[2] ?? 10_000);
const LATER_COUNT = 5;

const points = Int16Array.from({ length: countPerFoot * PATH_WORDS }, (_, word) => (word * 7919) % 1000);
const paths = { left: new PackedPaths(points), right: new PackedPaths(points) };
const analysis = madeUpAnalysis({ countPerFoot });

function deriveMs(): number {
  const beganMs = performance.now();
  deriveRunView(analysis, { startSec: { left: 0, right: 0 }, paths });
  return Math.round(10 * (performance.now() - beganMs)) / 10;
}

const firstMs = deriveMs();
const later = Array.from({ length: LATER_COUNT }, deriveMs).sort((a, b) => a - b);
const laterMedianMs = later[LATER_COUNT >> 1];
console.log(JSON.stringify({ strideCount: 2 * countPerFoot, firstMs, laterMedianMs }));
