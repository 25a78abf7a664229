// The real server with its own PostgreSQL: up before it listens, down after it, also when the start fails.
import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeBuiltApp } from "./testing/built-app.ts";
import { embeddedFolder, endEmbedded, postgresPid } from "./testing/embedded-folder.ts";
import { rawRequest } from "./testing/raw-request.ts";
import { type ServerProcess, startProcess } from "./testing/server-process.ts";
import { useTestDatabase } from "./testing/test-database.ts";

const dataFolder = embeddedFolder();
const appFolder = makeBuiltApp();
const testDatabase = useTestDatabase();
const processes: ServerProcess[] = [];
afterAll(async () => {
  for (const { child } of processes) child.kill("SIGKILL");
  await endEmbedded(dataFolder);
  rmSync(appFolder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): ServerProcess {
  const server = startProcess(["--app-folder", appFolder], { SOLEWISE_HOME: dataFolder, ...env });
  processes.push(server);
  return server;
}

function isPostgresThere(): boolean {
  return existsSync(join(dataFolder, "postgres", "postmaster.pid"));
}

describe("the server and its PostgreSQL", () => {
  it("[DBS15] it listens once the database is up, and a stop leaves nothing running", async () => {
    const server = start();
    const { stdout, port } = await server.started;
    expect(stdout).toMatch(/Database +PostgreSQL, in the data folder\n/u);
    expect(isPostgresThere()).toBe(true);
    expect((await rawRequest({ port, path: "/healthz" })).status).toBe(200);
    server.child.kill("SIGTERM");
    expect((await server.end).exitCode).toBe(0);
    expect(isPostgresThere()).toBe(false);
  });

  it("[DBS15] so does a start that fails at its port", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const { exitCode, stderr } = await start({ PORT: String(typeof address === "object" ? address?.port : 0) }).end;
    taken.close();
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("is taken by another program")]);
    expect(isPostgresThere()).toBe(false);
  });

  it("[DBS6] a second server on the folder ends with one line that names the first", async () => {
    const first = start();
    await first.started;
    const { exitCode, stdout, stderr } = await start().end;
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(new RegExp(`^solewise: Another Solewise \\(process ${first.child.pid}\\) runs`, "mu"));
    first.child.kill("SIGINT");
    expect((await first.end).exitCode).toBe(0);
  });

  it("[DBS12] while PostgreSQL is away requests are told to come again; then they are answered", async () => {
    const server = start();
    const { port } = await server.started;
    const ask = async () => {
      const asked = rawRequest({ port, path: "/api/v1/registration", headers: { host: "localhost" } });
      return asked.catch(async () => Promise.reject(new Error(`the server ended: ${(await server.end).stderr}`)));
    };
    expect((await ask()).status).toBe(200);
    process.kill(postgresPid(dataFolder), "SIGKILL");
    const answers = [await ask()];
    while (answers.at(-1)?.status !== 200) answers.push(await ask());
    const others = answers.filter(({ status }) => status !== 200);
    expect(others.map(({ status, headers }) => [status, headers["retry-after"]])).toEqual(others.map(() => [503, "2"]));
    server.child.kill("SIGTERM");
    expect((await server.end).exitCode).toBe(0);
  });

  it("[DBS13] the start shows a given database without user and password", async () => {
    const { url } = await testDatabase();
    const { host, pathname, password } = new URL(url);
    const server = start({ DATABASE_URL: url });
    const { stdout } = await server.started;
    expect(stdout).toMatch(new RegExp(`Database +postgres://${host}${pathname}\n`, "u"));
    expect(stdout).not.toContain(password);
    server.child.kill("SIGTERM");
    expect(await server.end).toMatchObject({ exitCode: 0, stderr: "" });
  });
});
