// The worker that draws what the moving cursor shows, so that moving it costs the page next to nothing. Comes in:
// FrontMessages. Goes out: canvases that are on the page, and FrontAnswers.
import type { FrontAnswer, FrontMessage, SheetLayout, SheetScene } from "./front-messages.ts";
import { type FrontContext, paintSheet } from "./paint-front.ts";

/** The worker's side of the channel; the window's type has the same method with another signature. */
interface WorkerScope {
  postMessage(answer: FrontAnswer, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<FrontMessage>) => void): void;
}

const scope = self as unknown as WorkerScope;

let contexts: (FrontContext | null)[] = [];
let layouts: readonly SheetLayout[] = [];
let scenes: readonly SheetScene[] = [];
let round = 0;
let answeredRound = 0;
let isAsked = false;

scope.addEventListener("message", ({ data }) => {
  if (data.kind === "sheets") {
    contexts = data.canvases.map((canvas) => canvas.getContext("2d"));
    return;
  }
  if (data.kind === "end") {
    layouts = [];
    for (const context of contexts) resize(context, 1, 1);
    return;
  }
  if (data.kind === "begin") {
    ({ round, layouts } = data);
    for (const [index, layout] of layouts.entries()) {
      const { width, height, pixelRatio } = layout;
      resize(contexts[index] ?? null, Math.round(width * pixelRatio), Math.round(height * pixelRatio));
    }
  }
  ({ scenes } = data);
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(draw);
});

/** Draws the last frame that came. */
function draw(): void {
  isAsked = false;
  for (const [index, layout] of layouts.entries()) {
    const [context, scene] = [contexts[index] ?? null, scenes[index]];
    if (context !== null && scene !== undefined) paintSheet(context, layout, scene);
  }
  if (answeredRound === round) return;
  answeredRound = round;
  scope.postMessage({ drawnRound: round }, []);
}

function resize(context: FrontContext | null, width: number, height: number): void {
  if (context === null) return;
  const { canvas } = context;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
