// A mark that the cursor moves over a picture: the charts' dots and the line through them. It has a layer of its own only
// while it moves: layers cost with every frame of everything else. Comes in: CSS pixels in its parent.

/** How long a mark keeps its layer after the last move, ms. Own choice. */
const LAYER_KEPT_MS = 400;

/** One mark. It writes only what changes. */
export class MovingMark {
  readonly #element: HTMLElement;
  #isShown = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #movedAtMs = -Infinity;
  #x = NaN;
  #y = NaN;

  constructor(element: HTMLElement) {
    this.#element = element;
    element.style.opacity = "0";
  }

  moveTo(x: number, y: number): void {
    if (x !== this.#x || y !== this.#y) {
      [this.#x, this.#y] = [x, y];
      this.#keepLayer();
      this.#element.style.transform = `translate(${x}px, ${y}px)`;
    }
    this.#show(true);
  }

  hide(): void {
    this.#show(false);
  }

  #show(isShown: boolean): void {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    this.#element.style.opacity = isShown ? "1" : "0";
  }

  #keepLayer(): void {
    this.#movedAtMs = performance.now();
    if (this.#timer !== null) return;
    this.#element.style.willChange = "transform";
    const look = () => {
      const restMs = this.#movedAtMs + LAYER_KEPT_MS - performance.now();
      this.#timer = restMs > 0 ? setTimeout(look, restMs) : null;
      if (this.#timer === null) this.#element.style.willChange = "";
    };
    this.#timer = setTimeout(look, LAYER_KEPT_MS);
  }
}
