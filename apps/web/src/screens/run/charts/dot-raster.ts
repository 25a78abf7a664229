// Thousands of see-through dots of one colour as one picture. A canvas takes each rectangle as a command of its own and
// paints it by software where there is no graphics card: of 3,000 dots a chart that was most of a frame. Here dots are
// bytes in memory, and the canvas takes one image.

/** A scratch canvas for any number of pictures, one after the other. */
export class DotRaster {
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d", { willReadFrequently: true });
  #image = new ImageData(1, 1);

  /** Empties the picture, of whole canvas pixels. */
  begin(width: number, height: number): void {
    if (this.#image.width === width && this.#image.height === height) {
      this.#image.data.fill(0);
      return;
    }
    [this.#canvas.width, this.#canvas.height] = [width, height];
    this.#image = new ImageData(width, height);
  }

  /** Adds a square around a place; dots over each other become denser as see-through paint does. */
  dot(x: number, y: number, sizePx: number, opacity: number): void {
    const { data, width, height } = this.#image;
    const [left, top] = [Math.round(x - sizePx / 2), Math.round(y - sizePx / 2)];
    for (let row = Math.max(0, top); row < Math.min(height, top + sizePx); row += 1) {
      for (let column = Math.max(0, left); column < Math.min(width, left + sizePx); column += 1) {
        const at = (row * width + column) * 4 + 3;
        const before = data[at] ?? 0;
        data[at] = before + (255 - before) * opacity;
      }
    }
  }

  /** Paints the dots in a colour, their picture's corner at a place of the canvas. */
  paintTo(target: CanvasRenderingContext2D, colour: string, left: number, top: number): void {
    const context = this.#context;
    if (context === null) return;
    context.globalCompositeOperation = "copy";
    context.putImageData(this.#image, 0, 0);
    context.globalCompositeOperation = "source-in";
    context.fillStyle = colour;
    context.fillRect(0, 0, this.#image.width, this.#image.height);
    target.drawImage(this.#canvas, left, top);
  }
}
