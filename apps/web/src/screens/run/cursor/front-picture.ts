// The picture in front of the charts while the cursor moves: canvases that a worker draws on. Comes in: elements to lie
// over, layouts and scenes. Goes out: whether it is to be seen in place of what the page shows at rest. Where a browser
// cannot hand a canvas to a worker there is none, and the page moves its own marks (PGE19).
import type { FollowedPage } from "./cursor-followers.ts";
import type { FrontAnswer, FrontMessage, SheetLayout, SheetScene } from "./front-messages.ts";

/** How long pictures are kept after the cursor came to rest, ms: they are some megabytes. Own choice. */
const KEPT_MS = 2000;

/** The canvases with their worker. Throw it away with `destroy`. */
export class FrontPicture {
  readonly #root: HTMLElement;
  readonly #canvases: readonly HTMLCanvasElement[];
  readonly #worker: Worker;
  #round = 0;
  #state: "hidden" | "asked" | "shown" = "hidden";
  #letGo: ReturnType<typeof setTimeout> | undefined;

  /** Null where the browser cannot. The page's root has `data-moving` while the picture is to be seen. */
  static over(page: FollowedPage): FrontPicture | null {
    const isPossible = typeof HTMLCanvasElement.prototype.transferControlToOffscreen === "function";
    return isPossible ? new FrontPicture(page) : null;
  }

  private constructor({ root, sheets }: FollowedPage) {
    this.#root = root;
    this.#worker = new Worker(new URL("./front-worker.ts", import.meta.url), { type: "module", name: "cursor" });
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FrontAnswer>) => this.#answered(data));
    this.#canvases = sheets.map((sheet) => {
      const canvas = document.createElement("canvas");
      canvas.className = "cursor-front";
      canvas.ariaHidden = "true";
      sheet.append(canvas);
      return canvas;
    });
    const canvases = this.#canvases.map((canvas) => canvas.transferControlToOffscreen());
    this.#tell({ kind: "sheets", canvases }, canvases);
  }

  get isShown(): boolean {
    return this.#state === "shown";
  }

  /** Whether it is to be seen or was asked to be. */
  get isBegun(): boolean {
    return this.#state !== "hidden";
  }

  /** Asks for it; it is shown once its first picture is drawn. */
  begin(layouts: readonly SheetLayout[], scenes: readonly SheetScene[]): void {
    clearTimeout(this.#letGo);
    this.#state = "asked";
    this.#round += 1;
    this.#tell({ kind: "begin", round: this.#round, layouts, scenes });
  }

  draw(scenes: readonly SheetScene[]): void {
    this.#tell({ kind: "frame", scenes });
  }

  /** The page shows its own marks again. */
  hide(): void {
    if (this.#state === "hidden") return;
    this.#state = "hidden";
    delete this.#root.dataset["moving"];
    this.#letGo = setTimeout(() => this.#tell({ kind: "end" }), KEPT_MS);
  }

  destroy(): void {
    this.hide();
    clearTimeout(this.#letGo);
    this.#worker.terminate();
    for (const canvas of this.#canvases) canvas.remove();
  }

  #answered({ drawnRound }: FrontAnswer): void {
    if (this.#state !== "asked" || drawnRound !== this.#round) return;
    this.#state = "shown";
    this.#root.dataset["moving"] = "";
  }

  #tell(message: FrontMessage, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
