// A database that says nothing for a while, with requests that wait for it and one that waits for something else.
import Fastify from "fastify";
import { expect, it } from "vitest";
import { answerInSilence } from "./database-silence.ts";

it("[DBS23] who waits for a silent database is told 503; who waits for something else goes on", async () => {
  const app = Fastify();
  const silent = Promise.withResolvers<string>();
  let isSilent = true;
  const ask = (): Promise<unknown> => (isSilent ? silent.promise : Promise.resolve());
  answerInSilence(app, { ask, patienceMs: 30, answerMaxMs: 30 });
  app.get("/api/wait", { config: { access: "public" } }, () => silent.promise);
  app.get("/file", () => silent.promise);
  const file = app.inject("/file");
  const answer = await app.inject("/api/wait");
  expect(answer.statusCode).toBe(503);
  expect(answer.headers["retry-after"]).toBe("2");
  expect(answer.json()).toMatchObject({
    code: "database-away",
    detail: expect.stringContaining("Try again") as string,
  });
  isSilent = false;
  const patient = app.inject("/api/wait");
  await new Promise((resolve) => setTimeout(resolve, 150));
  silent.resolve("late");
  expect((await patient).body).toBe("late");
  expect((await file).body).toBe("late");
  await app.close();
});
