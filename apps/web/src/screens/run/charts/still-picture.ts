// A chart's picture that stands still. A canvas that can be drawn on is copied by Chromium with every frame of the page,
// changed or not, where there is no graphics card; one that was given a finished picture is not. Comes in: the canvas
// that uPlot draws on. Goes out: another in its place on the page.

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
    const { width, height } = this.#drawn;
    if (this.#shown === null || width === 0 || height === 0) return;
    const copy = new OffscreenCanvas(width, height);
    copy.getContext("2d")?.drawImage(this.#drawn, 0, 0);
    this.#shown.transferFromImageBitmap(copy.transferToImageBitmap());
  }
}
