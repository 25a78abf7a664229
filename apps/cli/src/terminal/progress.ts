// A progress line on stderr, on a terminal only, that appears when work takes long and leaves nothing behind.
// Comes in: shares 0…1 by label. Goes out: one line, redrawn a few times a second.

/** Silence before the first drawing, and between two, ms. */
const FIRST_AFTER_MS = 400;
const REDRAW_AFTER_MS = 100;

/** The line; `now` tells milliseconds. */
export class ProgressLine {
  readonly #shares = new Map<string, number>();
  readonly #stream: NodeJS.WriteStream;
  readonly #now: () => number;
  readonly #startedMs: number;
  #drawnMs = 0;
  #isDrawn = false;

  constructor(stream: NodeJS.WriteStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
    this.#startedMs = now();
  }

  update(label: string, share: number): void {
    if (!this.#stream.isTTY) return;
    this.#shares.set(label, Math.min(1, share));
    const nowMs = this.#now();
    if (nowMs - this.#startedMs < FIRST_AFTER_MS || nowMs - this.#drawnMs < REDRAW_AFTER_MS) return;
    this.#drawnMs = nowMs;
    this.#isDrawn = true;
    const parts = [...this.#shares].map(([name, value]) => `${name} ${Math.floor(value * 100)} %`);
    this.#stream.write(`\r\u001b[K${parts.join("   ")}`);
  }

  clear(): void {
    if (this.#isDrawn) this.#stream.write("\r\u001b[K");
    this.#isDrawn = false;
  }
}
