// A server to try devices against, and recordings it can analyse: the model in memory, or a real one over HTTP.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Side } from "@solewise/terms";
import type { ServerLink } from "../server-link.ts";
import { ModelServer, type LoggedEdit } from "./model-server.ts";

/** A run to import: its recordings. */
export interface StageContent {
  feet: { side: Side; fileName: string; text: string; sha256: string }[];
}

/** One server with one runner who has nothing yet. */
export interface SyncStage {
  contents: readonly StageContent[];
  /** What a device of the runner calls. */
  link(): ServerLink;
  /** The server ends without a word and starts again. */
  restart(): Promise<void>;
  /** Waits until the server has analysed what it has. */
  settle(): Promise<void>;
  /** Edits as they arrived, where the server tells. */
  log: readonly LoggedEdit[] | null;
}

/** One recording of a content. */
export function stageFoot(side: Side, fileName: string, text: string): StageContent["feet"][number] {
  return { side, fileName, text, sha256: bytesToHex(sha256(utf8ToBytes(text))) };
}

/** Recordings of made-up text, as many as are asked for; every third of one foot. */
function modelContents(count: number): StageContent[] {
  return Array.from({ length: count }, (_, index) => {
    const sides: Side[] = index % 3 === 2 ? ["left"] : ["left", "right"];
    return { feet: sides.map((side) => stageFoot(side, `${index}.${side}.csv`, `recording ${index} ${side}`)) };
  });
}

/** The model server. */
export function openModelStage(contentCount = 4, server = new ModelServer()): SyncStage {
  return {
    contents: modelContents(contentCount),
    link: () => server.link(),
    restart: () => Promise.resolve(),
    settle: () => Promise.resolve(server.analyse()),
    log: server.log,
  };
}
