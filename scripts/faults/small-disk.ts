// Disks that can become full or read-only: file systems in memory, mounted in the data folder of a server. Comes in: folders.
// Goes out: limits set and taken away; or why this machine lets nobody mount.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Room of a disk before anybody limits it. */
const ROOMY = "3g";
/** How long a file that is open for writing may hinder a disk from becoming read-only. Milliseconds. */
const READ_ONLY_TIME_MAX_MS = 20_000;

function mount(...args: string[]): void {
  execFileSync("mount", args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
}

/** Why nothing can be mounted here; null: it can. */
export function whyNoMount(): string | null {
  if (process.platform !== "linux") return `mounting a small disk is known for Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return "mounting a small disk needs root";
  const folder = mkdtempSync(join(tmpdir(), "solewise-mount-"));
  try {
    mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);
    spawnSync("umount", [folder]);
    return null;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    return `this machine lets nobody mount a small disk: ${(stderr ?? String(error)).trim().split("\n")[0] ?? ""}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A disk at a folder, with places of its own shown elsewhere. */
export class SmallDisk {
  readonly #folder: string;
  readonly #shown: string[] = [];

  /** Mounts it; the folder is made. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    this.#folder = folder;
    mount("-t", "tmpfs", "-o", `size=${ROOMY},mode=755`, "tmpfs", folder);
  }

  /** Shows a folder of this disk at another place. */
  show(name: string, place: string): void {
    const folder = join(this.#folder, name);
    for (const path of [folder, place]) mkdirSync(path, { recursive: true, mode: 0o755 });
    mount("--bind", folder, place);
    this.#shown.push(place);
  }

  get usedBytes(): number {
    const { blocks, bfree, bsize } = statfsSync(this.#folder);
    return (blocks - bfree) * bsize;
  }

  /** From now on there is room for so much more. Others may write meanwhile: it is asked until it holds. */
  limitTo(freeBytes: number): void {
    for (let tryCount = 1; ; tryCount += 1) {
      try {
        const size = Math.ceil((this.usedBytes + freeBytes) / 4096) * 4096;
        return mount("-o", `remount,size=${size}`, this.#folder);
      } catch (error) {
        if (tryCount === 50) throw error;
      }
    }
  }

  makeRoom(): void {
    mount("-o", `remount,size=${ROOMY}`, this.#folder);
  }

  /** Read-only at every place, as soon as no file is open for writing. */
  async makeReadOnly(): Promise<void> {
    for (const place of this.#shown) await this.#remount(place, "ro");
  }

  async makeWritable(): Promise<void> {
    for (const place of this.#shown) await this.#remount(place, "rw");
  }

  async #remount(place: string, mode: "ro" | "rw"): Promise<void> {
    const deadlineMs = performance.now() + READ_ONLY_TIME_MAX_MS;
    for (;;) {
      try {
        return mount("-o", `remount,bind,${mode}`, place);
      } catch (error) {
        if (performance.now() > deadlineMs) throw error;
        await sleep(1);
      }
    }
  }

  /** Takes it away, whoever still has files of it open. */
  remove(): void {
    for (const place of [...this.#shown, this.#folder]) spawnSync("umount", ["--lazy", place]);
  }
}
