// A chart's picture that stands still. A canvas that can be drawn on is copied by Chromium with every frame of the page,
// changed or not, where there is no graphics card; one that was given a finished picture is not. Comes in: the canvas
// that uPlot draws on. Goes out: another in its place on the page.

/** Where copies are made, for all pictures: making a canvas with a context for each took a tenth of a chart's drawing. */
let copier: OffscreenCanvasRenderingContext2D | null = null;

/** A copy of what is drawn on a canvas; null where the browser cannot. */
function copyOf(drawn: HTMLCanvasElement): ImageBitmap | null {
  const { width, height } = drawn;
  copier ??= new OffscreenCanvas(width, height).getContext("2d");
  if (copier === null) return null;
  const { canvas } = copier;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  copier.drawImage(drawn, 0, 0);
  return canvas.transferToImageBitmap(); // which leaves the canvas empty
}

/** Shows what is drawn on a canvas, without that canvas being on the page. */
export class StillPicture {
  readonly #drawn: HTMLCanvasElement;
  readonly #shown: ImageBitmapRenderingContext | null;

  /** Takes the place of the canvas, where the browser can; else the canvas stays. */
  constructor(drawn: HTMLCanvasElement) {
    this.#drawn = drawn;
    const canDraw = typeof OffscreenCanvas === "function";
    this.#shown = canDraw ? document.createElement("canvas").getContext("bitmaprenderer") : null;
    if (this.#shown !== null) drawn.replaceWith(this.#shown.canvas as HTMLCanvasElement);
  }

  /** Takes the picture as it is now. */
  take(): void {
    if (this.#shown === null || this.#drawn.width === 0 || this.#drawn.height === 0) return;
    const copy = copyOf(this.#drawn);
    if (copy !== null) this.#shown.transferFromImageBitmap(copy);
  }
}
