// More requests than are worked on at once, with the clock in the test's hand.
import Fastify from "fastify";
import { expect, it } from "vitest";
import { limitCrowd } from "./crowd-door.ts";

it("[API10] of a crowd some are worked on, the others are told when to come again, the later the more they are", async () => {
  const app = Fastify();
  let nowMs = 0;
  limitCrowd(app, () => nowMs, { requestMaxCount: 3, uploadMaxCount: 1, throughPerSec: 10 });
  const work = Promise.withResolvers<string>();
  app.get("/api/work", { config: { access: "public" } }, () => work.promise);
  app.patch("/api/bytes", { config: { access: "public", bodyKind: "bytes" } }, () => "taken");
  app.get("/page", () => "page");
  const inside = [1, 2, 3].map(() => app.inject("/api/work"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const refuse = async (): Promise<number> => {
    const answer = await app.inject("/api/work");
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: "crowd" });
    return Number(answer.headers["retry-after"]);
  };
  expect(await refuse()).toBe(2);
  let later = 0;
  for (let index = 0; index < 30; index += 1) later = await refuse();
  expect(later).toBe(5);
  nowMs += 10_000;
  expect(await refuse()).toBe(2);
  expect((await app.inject("/page")).body).toBe("page");
  expect((await app.inject({ method: "PATCH", url: "/api/bytes" })).body).toBe("taken");
  work.resolve("done");
  for (const answer of inside) expect((await answer).body).toBe("done");
  expect((await app.inject("/api/work")).body).toBe("done");
  await app.close();
});
