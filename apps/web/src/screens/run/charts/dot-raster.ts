// Thousands of see-through dots as one picture. A canvas takes each rectangle as a command of its own and
// paints it by software where there is no graphics card: of 3,000 dots a chart that was most of a frame. Here dots are
// bytes in memory, and the canvas takes one image.

/** Red, green and blue, 0…255. */
export type Paint = readonly [number, number, number];

/** A scratch canvas for any number of pictures, one after the other. */
export class DotRaster {
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d", { willReadFrequently: true });
  #image = new ImageData(1, 1);

  /** A colour of CSS as numbers. */
  paintOf(colour: string): Paint {
    if (this.#context === null) return [0, 0, 0];
    this.#context.fillStyle = colour;
    const code = Number.parseInt(this.#context.fillStyle.slice(1), 16); // a canvas answers #rrggbb
    return [(code >> 16) & 255, (code >> 8) & 255, code & 255];
  }

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
  dot(x: number, y: number, sizePx: number, opacity: number, paint: Paint): void {
    const { width, height } = this.#image;
    const [left, top] = [Math.round(x - sizePx / 2), Math.round(y - sizePx / 2)];
    const [startX, endX] = [Math.max(0, left), Math.min(width, left + sizePx)];
    for (let row = Math.max(0, top); row < Math.min(height, top + sizePx); row += 1) {
      for (let column = startX; column < endX; column += 1) this.#cover((row * width + column) * 4, opacity, paint);
    }
  }

  /** Lays paint over a pixel (Porter & Duff 1984, "over", colours not premultiplied). */
  #cover(at: number, opacity: number, [red, green, blue]: Paint): void {
    const { data } = this.#image;
    const before = (data[at + 3] ?? 0) / 255;
    const after = opacity + before * (1 - opacity);
    const share = opacity / after;
    data[at] = red * share + (data[at] ?? 0) * (1 - share);
    data[at + 1] = green * share + (data[at + 1] ?? 0) * (1 - share);
    data[at + 2] = blue * share + (data[at + 2] ?? 0) * (1 - share);
    data[at + 3] = after * 255;
  }

  /** Paints the dots, their picture's corner at a place of the canvas. */
  paintTo(target: CanvasRenderingContext2D, left: number, top: number): void {
    this.#context?.putImageData(this.#image, 0, 0);
    target.drawImage(this.#canvas, left, top);
  }
}
