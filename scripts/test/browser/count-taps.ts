// How many taps a visitor made: real ones, as the page saw them. Comes in: a context before its first page. Goes out: a
// counter. A file chosen in the system's picker is one tap more, which the page does not see.
import type { BrowserContext } from "playwright-core";

/** Counts on while its context is open. */
export interface TapCounter {
  readonly count: number;
}

/** Starts to count; clicks made by the page's own code or by the keyboard do not count. */
export async function countTaps(context: BrowserContext): Promise<TapCounter> {
  const counter = { count: 0 };
  await context.exposeBinding("reportTap", () => {
    counter.count++;
  });
  context.on("page", (page) => page.on("filechooser", () => counter.count++));
  await context.addInitScript(
    `addEventListener("pointerdown", (event) => { if (event.isTrusted) reportTap(); }, true);`,
  );
  return counter;
}
