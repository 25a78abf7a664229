// --lan from outside: the real process, real sockets, a client that trusts nothing but the downloaded CA.
import { X509Certificate } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { INDEX_HTML, makeBuiltApp, temporaryFolder } from "./testing/built-app.ts";
import { type RawAnswer, rawRequest } from "./testing/raw-request.ts";
import { startServer, stopAll } from "./testing/running-server.ts";
import { type ServerProcess, startProcess } from "./testing/server-process.ts";
import { useTestDatabase } from "./testing/test-database.ts";
import { pemOf } from "./tls/certificate.ts";

const NAME = "run.solewise.test";
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
afterEach(stopAll);

function startLan(folder: string, env: Record<string, string> = {}): ServerProcess {
  const variables = { HOST: "127.0.0.1", SOLEWISE_HOME: join(home, folder), DATABASE_URL: databaseUrl, ...env };
  return startProcess(["--lan", "--name", NAME, "--app-folder", appFolder], variables);
}

async function downloadCa(port: number): Promise<X509Certificate> {
  return new X509Certificate((await rawRequest({ port, path: "/trust/solewise-ca.crt" })).body);
}

function getByName(port: number, ca: X509Certificate): Promise<RawAnswer> {
  return rawRequest({ port, ca: pemOf(ca.raw), servername: NAME, headers: { host: `${NAME}:${port}` } });
}

/**
 * Waits until the moment is there, looking as often as the event loop allows. Some moments pass between two looks of a
 * busy machine: the last file of all ends the wait too.
 */
async function untilThere(
  isThere: (tls: string) => boolean,
  tls: string,
  child: ServerProcess["child"],
): Promise<void> {
  const isOver = (): boolean => existsSync(join(tls, "server.pem")) || child.exitCode !== null;
  while (!isThere(tls) && !isOver()) await new Promise((resolve) => setImmediate(resolve));
}

describe("npm start -- --lan", () => {
  it("[SRV22] serves HTTP and HTTPS on one port, [SRV26] and prints what a phone needs", async () => {
    const server = startLan("first");
    const { stdout, port } = await server.started;
    const ca = await downloadCa(port);
    const secure = await getByName(port, ca);
    expect([secure.status, secure.body.toString()]).toEqual([200, INDEX_HTML]);
    expect(secure.headers["strict-transport-security"]).toBeUndefined(); // SRV15
    expect((await rawRequest({ port })).body.toString()).toBe(INDEX_HTML);
    const fingerprint = ca.fingerprint256;
    expect(stdout.replaceAll(/\s/gu, "")).toContain(fingerprint);
    for (const text of [
      `https://127.0.0.1:${port}/`,
      `https://${NAME}:${port}/`,
      `http://127.0.0.1:${port}/trust`,
      "█▀",
    ])
      expect(stdout).toContain(text);
    const other = await rawRequest({ port, ca: pemOf(ca.raw), servername: "other.test" }).catch(
      (error: Error) => error.message,
    );
    expect(other).toMatch(/altnames/u);
    server.child.kill("SIGTERM");
    expect(await server.end).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("[SRV26] without UTF-8 everything printed is ASCII", async () => {
    const server = startLan("first", { LANG: "C" });
    const { stdout } = await server.started;
    expect(stdout).toMatch(/^[\n\x20-\x7e]*$/u);
    expect(stdout).toContain("####");
    server.child.kill("SIGTERM");
    await server.end;
  });

  it(
    "[SRV28] kill -9 at any moment of making the certificates leaves a start that works",
    { timeout: 180_000 },
    async () => {
      const moments: ((tls: string) => boolean)[] = [
        (tls) => existsSync(tls),
        (tls) => existsSync(tls) && readdirSync(tls).some((name) => name.endsWith(".unfinished")),
        (tls) => existsSync(join(tls, "home-ca.pem")),
        (tls) => existsSync(tls) && readdirSync(tls).some((name) => name.startsWith("server.pem.")),
        (tls) => existsSync(join(tls, "server.pem")),
      ];
      for (const [index, moment] of moments.entries()) {
        const tls = join(home, `killed-${index}`, "tls");
        const killed = startLan(`killed-${index}`);
        await untilThere(moment, tls, killed.child);
        killed.child.kill("SIGKILL");
        expect((await killed.end).signal).toBe("SIGKILL");
        const path = join(tls, "home-ca.pem");
        const before = existsSync(path) ? readFileSync(path, "utf8") : null;
        const next = startLan(`killed-${index}`);
        const { port } = await next.started;
        expect((await getByName(port, await downloadCa(port))).status).toBe(200);
        expect(readFileSync(path, "utf8")).toBe(before ?? readFileSync(path, "utf8"));
        for (const name of readdirSync(tls)) expect(statSync(join(tls, name)).mode & 0o777).toBe(0o600);
        next.child.kill("SIGKILL");
        await next.end;
      }
    },
  );

  it("[SRV24] without HOST it listens on every address", async () => {
    const network = { hostname: "kitchen", interfaces: {} };
    const server = await startServer(["--lan"], {}, { readNetwork: () => network });
    expect(server.hosts[0]).toBe("0.0.0.0");
    expect((await rawRequest({ port: server.port, host: "127.0.0.9" })).status).toBe(200);
  });
});

describe("one port", () => {
  it("[SRV22] takes requests whose bytes arrive one by one, and two in one piece", async () => {
    const { port } = await startServer(["--lan"], { HOST: "127.0.0.1" });
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      let text = "";
      socket.on("data", (chunk) => (text += chunk.toString()));
      socket.on("close", () => resolve(text));
      const bytes =
        "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
      const send = (at: number): void => {
        const end = at < 5 ? at + 1 : bytes.length;
        socket.write(bytes.slice(at, end));
        if (end < bytes.length) setTimeout(() => send(end), 5);
      };
      send(0);
    });
    expect(answer.match(/HTTP\/1\.1 200 OK/gu)).toHaveLength(2);
  });

  it("[SRV22] refuses old TLS", async () => {
    const { port } = await startServer(["--lan"], { HOST: "127.0.0.1" });
    const verdict = await new Promise<string>((resolve) => {
      const old = {
        port,
        host: "127.0.0.1",
        rejectUnauthorized: false,
        minVersion: "TLSv1.1",
        maxVersion: "TLSv1.1",
      } as const;
      const socket = connectTls({ ...old, ciphers: "ALL:@SECLEVEL=0" }, () => resolve("connected"));
      socket.on("error", () => resolve("refused"));
    });
    expect(verdict).toBe("refused");
  });

  it("[SRV23] silent and half-open connections do not hinder a stop", async () => {
    const server = await startServer(["--lan"], { HOST: "127.0.0.1" });
    const sockets = [connect(server.port, "127.0.0.1"), connect(server.port, "127.0.0.1")];
    sockets[1]?.write(Buffer.of(22, 3, 1)); // the start of a handshake
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
    const closed = sockets.map(
      (socket) => new Promise((resolve) => socket.on("error", () => undefined).once("close", resolve)),
    );
    const before = performance.now();
    await server.close();
    await Promise.all(closed);
    expect(performance.now() - before).toBeLessThan(4000);
  });

  it("[SRV30] follows a new address without a restart", async () => {
    const info = (address: string) => ({
      address,
      family: "IPv4" as const,
      internal: false,
      netmask: "",
      mac: "",
      cidr: null,
    });
    let interfaces = { eth0: [info("192.168.1.7")] };
    const readNetwork = () => ({ hostname: "kitchen", interfaces });
    const server = await startServer(["--lan"], { HOST: "127.0.0.1" }, { readNetwork, lookEveryMs: 20 });
    interfaces = { eth0: [info("192.168.1.44")] };
    const told = (): string[] => server.log.filter((line) => line.includes("192.168.1.44"));
    await expect.poll(() => told().length, { timeout: 10_000 }).toBe(1);
    const ca = await downloadCa(server.port);
    const headers = { host: "192.168.1.44" };
    const options = { port: server.port, headers, ca: pemOf(ca.raw), servername: "kitchen.local" };
    expect((await rawRequest(options)).status).toBe(200);
    expect((await rawRequest({ port: server.port, headers })).headers.location).toBe("https://192.168.1.44/");
  });
});
