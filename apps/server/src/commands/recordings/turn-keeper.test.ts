// Turns, with the clock in the test's hand.
import { expect, it } from "vitest";
import { TurnKeeper } from "./turn-keeper.ts";

it("[OBJ10] a writer is not kept for days by a clock that was put back while it was silent", async () => {
  const keeper = new TurnKeeper();
  let nowMs = 1e12;
  const take = () => keeper.take("run/0", () => nowMs, 5000);
  const first = await take();
  first?.signal.addEventListener("abort", () => first.end());
  nowMs += 4000;
  expect(await take()).toBeNull();
  nowMs -= 2 * 86_400_000;
  expect(await take()).not.toBeNull();
  expect(first?.signal.aborted).toBe(true);
});
