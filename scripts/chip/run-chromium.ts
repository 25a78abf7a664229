// Plays on kernel.wasm in a page of Chromium. Comes in: the kernel's bytes, plays. Goes out: transcripts, and which Chromium.
import { BrowserStage } from "../test/browser/browser-stage.ts";
import { playInWasm } from "./play-in-wasm.ts";
import { readTranscript, type Transcript } from "./transcript.ts";

/** What the page has before it plays. */
interface Player {
  playInWasm: typeof playInWasm;
}

/** A play in a page; both ways as base64, since the debugging protocol carries text. */
const PLAY = ({ kernel, play }: { kernel: string; play: string }): string => {
  const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const player = globalThis as unknown as Player;
  const transcript = player.playInWasm(toBytes(kernel), toBytes(play));
  let text = "";
  for (let from = 0; from < transcript.length; from += 8192) {
    text += String.fromCharCode(...transcript.subarray(from, from + 8192));
  }
  return btoa(text);
};

/** Throws an Error when there is no Chromium. */
export async function runChromium(
  kernel: Uint8Array,
  plays: readonly Uint8Array[],
): Promise<{ transcripts: Transcript[]; version: string }> {
  const stage = new BrowserStage();
  try {
    const page = await stage.openPage();
    await page.addScriptTag({ content: `globalThis.playInWasm = ${playInWasm.toString()}` });
    const transcripts: Transcript[] = [];
    const kernelText = Buffer.from(kernel).toString("base64");
    for (const play of plays) {
      const said = await page.evaluate(PLAY, { kernel: kernelText, play: Buffer.from(play).toString("base64") });
      transcripts.push(readTranscript(new Uint8Array(Buffer.from(said, "base64"))));
    }
    return { transcripts, version: page.context().browser()?.version() ?? "" };
  } finally {
    await stage.close();
  }
}
