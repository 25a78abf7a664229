// The process: what it prints, how it ends. Every test starts the real main.ts.
import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBuiltApp, temporaryFolder } from "./testing/built-app.ts";
import { rawRequest } from "./testing/raw-request.ts";
import { type ServerProcess, startProcess } from "./testing/server-process.ts";
import { useTestDatabase } from "./testing/test-database.ts";

const HAS_IPV6 = Object.values(networkInterfaces()).some((infos) => infos?.some(({ address }) => address === "::1"));
const IS_ROOT = process.getuid?.() === 0;
let appFolder: string;
let home: string;
const testDatabase = useTestDatabase();
let databaseUrl: string;
beforeAll(async () => {
  appFolder = makeBuiltApp();
  home = temporaryFolder();
  databaseUrl = (await testDatabase()).url;
});
afterAll(() => {
  for (const folder of [appFolder, home]) rmSync(folder, { recursive: true, force: true });
});

function start(args: string[] = [], env: Record<string, string> = {}): ServerProcess {
  return startProcess(["--app-folder", appFolder, ...args], {
    SOLEWISE_HOME: join(home, "kept"),
    DATABASE_URL: databaseUrl,
    ...env,
  });
}

/** A port that is taken on 127.0.0.1 until `free` is called. */
async function takePort(host: string): Promise<{ port: number; free: () => void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, free: () => void server.close() };
}

describe("starting", () => {
  it("[SRV4] prints version, address, data folder and how to stop; [SRV3] answers on both loopback addresses", async () => {
    const server = start();
    const { stdout, port } = await server.started;
    expect(stdout).toMatch(/^Solewise \d+\.\d+\.\d+\n/u);
    expect(stdout).toContain(`http://localhost:${port}/`);
    expect(stdout).toMatch(/Operator +http:\/\/localhost:\d+\/#\/join\/inv_[\w-]{22} /u); // ACT18
    expect(stdout).toContain(join(home, "kept"));
    expect(stdout).toMatch(/Stop +Ctrl-C/u);
    for (const host of HAS_IPV6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"]) {
      expect((await rawRequest({ port, host })).status).toBe(200);
    }
    server.child.kill("SIGINT");
    expect(await server.end).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("[SRV7] makes the data folder for this user only", async () => {
    const folder = join(home, "deep", "folder");
    const server = start([], { SOLEWISE_HOME: folder });
    await server.started;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    server.child.kill("SIGTERM");
    await server.end;
  });

  it("[SRV7] a data folder that cannot be one is told", async () => {
    const file = join(home, "a-file");
    writeFileSync(file, "");
    const { exitCode, stderr } = await start([], { SOLEWISE_HOME: join(file, "x") }).end;
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^solewise: Data folder .*SOLEWISE_HOME=.*\n$/u)]);
  });

  it.skipIf(process.platform !== "linux")(
    "[SRV7] one that the system makes nothing in is told, not tried for ever",
    async () => {
      const { exitCode, stderr } = await start([], { SOLEWISE_HOME: "/proc/solewise/x" }).end;
      expect([exitCode, stderr]).toEqual([
        1,
        expect.stringMatching(/^solewise: Data folder .* no folder can be made/u),
      ]);
    },
  );

  it.skipIf(IS_ROOT)("[SRV7] a data folder without permission is told", async () => {
    const folder = join(home, "closed");
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    const { exitCode, stderr } = await start([], { SOLEWISE_HOME: folder }).end;
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/may not write/u)]);
  });

  it("[SRV5] a busy port is one message that names the setting, on either loopback address", async () => {
    for (const host of HAS_IPV6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"]) {
      const taken = await takePort(host);
      const { exitCode, stdout, stderr } = await start([], { PORT: String(taken.port) }).end;
      taken.free();
      expect([exitCode, stdout]).toEqual([1, ""]);
      expect(stderr).toBe(
        `solewise: Port ${taken.port} is taken by another program. Choose another one: PORT=${taken.port + 1} npm start\n`,
      );
    }
  });

  it("[SRV5] an address of another machine is told", async () => {
    const { exitCode, stderr } = await start([], { HOST: "203.0.113.77" }).end;
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/no address 203\.0\.113\.77.*HOST/u)]);
  });

  it("[SRV6] a wrong setting ends with 2 and one line", async () => {
    const { exitCode, stderr } = await start([], { PORT: "http" }).end;
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^solewise: PORT: expected [^\n]*\n$/u)]);
  });

  it("[SRV2] an app that was not built says which command builds it", async () => {
    const { exitCode, stderr } = await start(["--app-folder", join(home, "nowhere")]).end;
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/no index\.html.*npm run build:web/u)]);
  });

  it("[SRV4] --help and --version print and end, whatever else is wrong", async () => {
    const help = await start(["--help"], { PORT: "x" }).end;
    expect(help).toMatchObject({ exitCode: 0, stderr: "" });
    for (const word of [
      "--lan",
      "--name",
      "PORT",
      "SOLEWISE_HOME",
      "TLS_CERT",
      "ALLOWED_HOSTS",
      "HOST",
      "DATABASE_URL",
    ])
      expect(help.stdout).toContain(word);
    expect((await start(["--version"]).end).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});

describe("stopping", () => {
  it("[SRV1] a signal ends it within about a second, with connections open", async () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      const server = start();
      const { port } = await server.started;
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n"); // a request that never ends
      await rawRequest({ port });
      const before = performance.now();
      server.child.kill(signal);
      expect(await server.end).toMatchObject({ exitCode: 0, signal: null, stderr: "" });
      expect(performance.now() - before).toBeLessThan(4000); // the grace is 0.8 s; a loaded machine is slower
      socket.destroy();
    }
  });
});
