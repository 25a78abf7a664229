// The kernel in a page of Chromium: the same host, kernel.wasm and samples as in Node. In: one foot's samples. Out: samples a
// second of CPU time of the page's thread, as the debugging protocol counts it, and which Chromium.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { createKernel as CreateKernel } from "@solewise/gait";
import type { SampleBlock } from "@solewise/terms";
import type { Page } from "playwright-core";
import { build } from "vite";
import { kernelSettings } from "../kernel-properties/compiled-kernel.ts";
import { BrowserStage } from "../test/browser/browser-stage.ts";
import { medianOf } from "./statistics.ts";
import { withProtocol } from "./web-stage.ts";

export interface ChromiumSpeed {
  version: string;
  samplesPerSec: number;
  strideCount: number;
}

/** So often a round goes over the samples: the protocol's own work is then nothing beside it. */
const REPEATS = 5;
const KERNEL_FILE = fileURLToPath(import.meta.resolve("@solewise/gait/kernel.wasm"));
const WARM_UP_ROUNDS = 4;
const ROUNDS = 7;

/** What the page has before it measures; the first is the host's bundle. */
interface BenchPage {
  gait: { createKernel: typeof CreateKernel };
  runRound(repeats: number): number;
}

const toBase64 = (bytes: Uint8Array | Float64Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

/** The host as one script. */
async function bundleHost(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve("@solewise/gait"));
  const lib = { entry, formats: ["iife" as const], name: "gait" };
  const built = await build({ configFile: false, logLevel: "silent", build: { lib, write: false } });
  const [bundle] = Array.isArray(built) ? built : [];
  const chunk = bundle?.output.find((file) => file.type === "chunk");
  if (chunk === undefined) throw new Error("expected the host of the kernel as one script, but the bundler made none");
  return chunk.code;
}

/** In the page: a kernel and a round of the same samples again and again; the count of strides. */
const PREPARE = (given: { kernel: string; times: string; values: string; settings: object }): void => {
  const toBytes = (text: string): ArrayBuffer => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
  const page = globalThis as unknown as BenchPage;
  const kernel = page.gait.createKernel(new WebAssembly.Module(toBytes(given.kernel)));
  const timeUs = new Float64Array(toBytes(given.times));
  const block = { sampleCount: timeUs.length, timeUs, values: new Float64Array(toBytes(given.values)) };
  page.runRound = (repeats) => {
    let strideCount = 0;
    const keep = (): void => void strideCount++;
    for (let repeat = 0; repeat < repeats; repeat++) {
      strideCount = 0;
      kernel.configure(given.settings as Parameters<typeof kernel.configure>[0]);
      kernel.push(block, keep);
      kernel.finish(keep);
    }
    return strideCount;
  };
};

async function measureRounds(page: Page, sampleCount: number): Promise<Omit<ChromiumSpeed, "version">> {
  return withProtocol(page, async (session) => {
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const threadSec = async (): Promise<number> => {
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
    };
    const speeds: number[] = [];
    let strideCount = 0;
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      const startSec = await threadSec();
      strideCount = await page.evaluate((repeats) => (globalThis as unknown as BenchPage).runRound(repeats), REPEATS);
      if (round >= 0) speeds.push((sampleCount * REPEATS) / ((await threadSec()) - startSec));
    }
    return { samplesPerSec: medianOf(speeds), strideCount };
  });
}

/** Throws an Error when there is no Chromium. */
export async function measureKernelInChromium(block: SampleBlock): Promise<ChromiumSpeed> {
  const stage = new BrowserStage();
  try {
    const page = await stage.openPage();
    await page.addScriptTag({ content: await bundleHost() });
    await page.evaluate(PREPARE, {
      kernel: toBase64(readFileSync(KERNEL_FILE)),
      times: toBase64(Float64Array.from(block.timeUs)),
      values: toBase64(Float64Array.from(block.values)),
      settings: kernelSettings("left"),
    });
    const speed = await measureRounds(page, block.sampleCount);
    return { version: page.context().browser()?.version() ?? "", ...speed };
  } finally {
    await stage.close();
  }
}
