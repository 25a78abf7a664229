// A clock that can be set for some processes alone, by libfaketime. Comes in: jumps. Goes out: variables for those processes; what
// measures durations is left alone, as in a machine whose clock is set.
import { mkdtempSync, readdirSync, rmSync, writeFileSync, chmodSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const NAME = join("faketime", "libfaketime.so.1");

/** The library of Debian's package libfaketime; null: it is not installed. */
function findLibrary(): string | null {
  if (!existsSync("/usr/lib")) return null;
  const folders = readdirSync("/usr/lib", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const paths = folders.map(({ name }) => join("/usr/lib", name, NAME));
  return [...paths, join("/usr/lib", NAME)].find((path) => existsSync(path)) ?? null;
}

/** Why no clock can be faked here; null: it can. */
export function whyNoFakeClock(): string | null {
  return findLibrary() === null ? "there is no libfaketime (Debian: apt-get install faketime)" : null;
}

/** The clock of whoever is started with its variables. */
export class FakeClock {
  readonly #folder = mkdtempSync(join(tmpdir(), "solewise-clock-"));
  readonly #file = join(this.#folder, "jump");

  constructor() {
    chmodSync(this.#folder, 0o755);
    this.set("+0");
    process.once("exit", () => this.remove());
  }

  get environment(): Record<string, string> {
    return {
      LD_PRELOAD: findLibrary() ?? "",
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      DONT_FAKE_MONOTONIC: "1",
      NO_FAKE_STAT: "1",
    };
  }

  /** Sets it, as `+400d`; `+0` is right again. */
  set(jump: string): void {
    writeFileSync(this.#file, `${jump}\n`, { mode: 0o644 });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
