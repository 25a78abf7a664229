// The commands that ask a server, started as a user starts them, at the real server.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect as connectSocket, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAnswer, sendPiece } from "@solewise/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../scripts/test/server/start-test-server.ts";
import { makeRecordingFolder, type RecordingFolder } from "../testing/virtual-recordings.ts";
import { runSolewise, type RunResult } from "../testing/run-solewise.ts";
import { connect, readOrigin } from "./connect.ts";
import { makeRunId } from "./describe-upload.ts";
import { loadSession } from "./session-file.ts";

const EMAIL = "ana@shoe.example";
const PASSWORD = "four quiet green boats";
const DEVICE_LINE = /^# device=.*\n/mu;

let server: TestServer;
let recordings: RecordingFolder;
let config: string;
let files: { left: string; right: string };

const solewise = (args: string[], input = "", env: Record<string, string> = {}): Promise<RunResult> =>
  runSolewise(args, { input, env: { XDG_CONFIG_HOME: config, TZ: "UTC", ...env } });
const signIn = (origin = server.origin): Promise<RunResult> =>
  solewise(["login", origin, "--email", EMAIL, "--password-stdin"], `${PASSWORD}\n`);
const sessionFile = (): string => join(config, "solewise", "session.json");

/** Recordings that a person could have made: the virtual runner's without the line that says so. */
function ownFiles(name: string, change: (text: string) => string = (text) => text): { left: string; right: string } {
  const write = (side: "left" | "right"): string => {
    const path = join(config, `${name}.${side}.imu.csv`);
    writeFileSync(path, change(readFileSync(recordings[side], "utf8").replace(DEVICE_LINE, "")));
    return path;
  };
  return { left: write("left"), right: write("right") };
}

/** The same motion as other bytes. */
const withNote = (note: string) => (text: string) => `# note=${note}\n${text}`;

beforeAll(async () => {
  server = await startTestServer();
  recordings = makeRecordingFolder();
  config = mkdtempSync(join(tmpdir(), "solewise-config-"));
  files = ownFiles("river");
  const body = {
    email: EMAIL,
    password: PASSWORD,
    displayName: "Ana",
    ageBand: "18-plus" as const,
    consents: [{ purpose: "gait-analysis" as const, isGranted: true }],
    invitationToken: server.joinToken,
  };
  await readAnswer(connect(server.origin).POST("/api/v1/registration", { body }));
}, 120_000);
afterAll(async () => {
  await server.stop();
  recordings.remove();
  rmSync(config, { recursive: true, force: true });
});

describe("signing in", () => {
  it("[CLI51] [CLI53] keeps the session for this user only, and no password", async () => {
    const { exitCode, stdout, stderr } = await signIn();
    expect([exitCode, stdout, stderr]).toEqual([0, "", `Signed in at ${server.origin} as ${EMAIL}.\n`]);
    expect(statSync(sessionFile()).mode & 0o777).toBe(0o600);
    expect(statSync(join(config, "solewise")).mode & 0o777).toBe(0o700);
    expect(readFileSync(sessionFile(), "utf8")).not.toContain(PASSWORD);
    const whoami = await solewise(["whoami"]);
    expect(whoami.stdout).toBe(`Ana, ${EMAIL} at ${server.origin} (operator)\n`);
  });

  it("[CLI53] a wrong password is one sentence; without a terminal nobody is asked", async () => {
    const wrong = await solewise(["login", server.origin, "--email", EMAIL, "--password-stdin"], "not this one\n");
    expect([wrong.exitCode, wrong.stdout]).toEqual([1, ""]);
    expect(wrong.stderr).toMatch(/^solewise: [^\n]+\n$/u);
    const asked = await solewise(["login", server.origin, "--email", EMAIL]);
    expect([asked.exitCode, asked.stderr]).toEqual([2, expect.stringMatching(/no terminal[^]*--password-stdin/u)]);
    expect((await solewise(["login", server.origin, "--password-stdin"], "x\n")).exitCode).toBe(2);
  });

  it("[CLI52] addresses are read as people write them; a password goes by http to this machine alone", () => {
    expect(readOrigin("shoe.example")).toBe("https://shoe.example");
    expect(readOrigin("localhost:8787")).toBe("http://localhost:8787");
    expect(readOrigin("[::1]:8787")).toBe("http://[::1]:8787");
    expect(readOrigin("https://shoe.example:8443/")).toBe("https://shoe.example:8443");
    for (const wrong of ["http://shoe.example", "ftp://shoe.example", "https://a@shoe.example", "https://b.c/d", "%"])
      expect(() => readOrigin(wrong)).toThrow(/./u);
  });

  it("[CLI50] a server that is away, or none, or a session that ended, is one sentence", async () => {
    const away = await solewise(["login", "localhost:1", "--email", EMAIL, "--password-stdin"], "x\n");
    expect([away.exitCode, away.stderr]).toEqual([
      1,
      expect.stringMatching(/^solewise: http:\/\/localhost:1 cannot[^\n]+\n$/u),
    ]);
    const nobody = await solewise(["runs"], "", { XDG_CONFIG_HOME: join(config, "nobody") });
    expect([nobody.exitCode, nobody.stdout, nobody.stderr]).toEqual([1, "", expect.stringContaining("solewise login")]);
    const session = await loadSession(sessionFile());
    await connect(server.origin, session?.token ?? "").POST("/api/auth/sign-out", {});
    const ended = await solewise(["whoami"]);
    expect([ended.exitCode, ended.stderr]).toEqual([
      1,
      `solewise: The session at ${server.origin} has ended: solewise login ${server.origin}\n`,
    ]);
    await signIn();
  });

  it("[CLI54] signing out ends the session there and here, also when the server is away", async () => {
    const token = (await loadSession(sessionFile()))?.token ?? "";
    expect((await solewise(["logout"])).stderr).toBe(`Signed out of ${server.origin}.\n`);
    expect(await loadSession(sessionFile())).toBeNull();
    const { response } = await connect(server.origin, token).GET("/api/v1/me");
    expect(response.status).toBe(401);
    expect((await solewise(["logout"])).stderr).toBe("Nobody was signed in.\n");
    await signIn();
    const session = readFileSync(sessionFile(), "utf8");
    writeFileSync(sessionFile(), session.replace(server.origin, "http://127.0.0.1:1"));
    expect((await solewise(["logout"])).stderr).toContain("could not be reached");
    expect(await loadSession(sessionFile())).toBeNull();
    await signIn();
  });
});

async function untilAnalysed(runId: string): Promise<RunResult> {
  for (;;) {
    const shown = await solewise(["runs", "show", runId, "--json"]);
    if (shown.exitCode === 0) return shown;
    await new Promise((resolve) => void setTimeout(resolve, 300));
  }
}

describe("uploading", () => {
  it("[CLI55] [CLI56] [CLI59] brings both feet; a repeat is the same run; its JSON is the command's, byte for byte", async () => {
    const args = ["upload", files.left, files.right, "--name", "Along the river"];
    const first = await solewise([...args, "--started-at", "2026-05-01T07:30:00+02:00"]);
    expect([first.exitCode, first.stderr]).toEqual([0, "Along the river is there; the server analyses it.\n"]);
    expect(first.stdout).toMatch(/^[0-9a-f-]{36}\n$/u);
    const again = await solewise(["upload", files.right, files.left]);
    expect([again.exitCode, again.stdout]).toEqual([0, first.stdout]);
    expect(again.stderr).toBe("Along the river is there already: the same recordings are the same run.\n");
    const shown = await untilAnalysed(first.stdout.trim());
    const analysed = await solewise(["analyze", files.left, files.right, "--json"]);
    expect(shown.stdout === analysed.stdout).toBe(true);
    const page = await solewise(["runs", "show", first.stdout.trim()]);
    expect(page.stdout).toMatch(/^Along the river\n2026-05-01 05:30 {2}UTC\nDistance {2}\d+/u);
  });

  it("[CLI55] goes on where it stopped", async () => {
    const client = connect(server.origin, (await loadSession(sessionFile()))?.token ?? "");
    const other = ownFiles("rest", withNote("rest")).left;
    const rest = readFileSync(other);
    const runId = makeRunId(Date.now());
    const at = "2026-05-01T08:00:00.000Z";
    const foot = {
      slot: 0 as const,
      side: "left" as const,
      sideSource: "chosen",
      fileName: "rest.left.imu.csv",
      sha256: createHash("sha256").update(rest).digest("hex"),
      sizeBytes: rest.length,
      encoding: "identity" as const,
      uploadBytes: rest.length,
      samples: "coming" as const,
    };
    const run = {
      name: "Rest",
      createdAtUtc: at,
      startedAtUtc: at,
      startSource: "chosen",
      timeZone: "UTC",
      demo: null,
    };
    const body = { ...run, feet: [foot], facts: {} };
    await readAnswer(client.PUT("/api/v1/runs/{runId}", { params: { path: { runId } }, body }));
    await sendPiece(client, { runId, slot: 0 }, { offsetBytes: 0, bytes: Uint8Array.from(rest.subarray(0, 70_000)) });
    const finished = await solewise(["upload", other]);
    expect([finished.exitCode, finished.stdout]).toEqual([0, `${runId}\n`]);
    expect(finished.stderr).toBe("Rest is there; the server analyses it.\n");
    expect(rest.length).toBeGreaterThan(70_000);
  });

  it("[CLI55] a connection that breaks is tried again from where the server is", async () => {
    let cutCount = 0;
    const target = new URL(server.origin);
    const proxy: Server = createServer((socket) => {
      const upstream = connectSocket(Number(target.port), target.hostname);
      let sentBytes = 0;
      socket.on("error", () => upstream.destroy());
      upstream.on("error", () => socket.destroy());
      upstream.pipe(socket);
      socket.on("data", (chunk: Buffer) => {
        sentBytes += chunk.length;
        upstream.write(chunk);
        if (cutCount >= 2 || sentBytes < 100_000) return;
        cutCount += 1;
        socket.destroy();
        upstream.destroy();
      });
      socket.on("close", () => upstream.end());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = proxy.address();
    const session = readFileSync(sessionFile(), "utf8");
    const port = typeof address === "object" ? address?.port : 0;
    writeFileSync(sessionFile(), session.replace(server.origin, `http://127.0.0.1:${port}`));
    const { left } = ownFiles("broken", withNote("broken"));
    const sent = await solewise(["upload", left]);
    writeFileSync(sessionFile(), session);
    proxy.close();
    expect([sent.exitCode, cutCount, sent.stderr]).toEqual([0, 2, "broken is there; the server analyses it.\n"]);
  });

  it("[CLI57] a demo has to be meant", async () => {
    const refused = await solewise(["upload", recordings.left, recordings.right]);
    expect([refused.exitCode, refused.stdout, refused.stderr]).toEqual([1, "", expect.stringContaining("--demo")]);
    const meant = await solewise(["upload", recordings.left, recordings.right, "--demo", "--name", "Shown"]);
    expect(meant.exitCode).toBe(0);
    const { stdout } = await solewise(["runs", "--json"]);
    const { runs } = JSON.parse(stdout) as { runs: { name: string; demo: unknown }[] };
    expect(runs.find(({ name }) => name === "Shown")?.demo).toEqual({ preset: "unknown", seed: 5 });
  });

  it("[CLI56] an instant without a zone, and a wrong id, are wrong usage", async () => {
    const vague = await solewise(["upload", files.left, "--started-at", "2026-05-01 07:30"]);
    expect([vague.exitCode, vague.stderr]).toEqual([
      2,
      expect.stringContaining("--started-at 2026-05-01T07:30:00+02:00"),
    ]);
    expect((await solewise(["runs", "show", "7"])).exitCode).toBe(2);
    const unknown = await solewise(["runs", "show", makeRunId(0)]);
    expect([unknown.exitCode, unknown.stdout]).toEqual([1, ""]);
    expect(unknown.stderr).toMatch(/^solewise: [^\n]+\n$/u);
  });

  it("[CLI56] a recording says itself when it began; else its file does", async () => {
    const said = ownFiles("said", (text) => `# started_at_utc=2026-03-04T05:06:07Z\n${text}`).left;
    const { stdout } = await solewise(["upload", said]);
    const shown = await solewise(["runs", "show", stdout.trim()]);
    expect(shown.stdout).toContain("2026-03-04 05:06  UTC");
  });
});

describe("listing", () => {
  it("[CLI58] every run, newest first, no line wider than the screen; JSON has them all", async () => {
    const { stdout, exitCode } = await solewise(["runs", "--json"]);
    const { runs } = JSON.parse(stdout) as { runs: { runId: string; name: string }[] };
    expect([exitCode, runs.length >= 5]).toEqual([0, true]);
    for (const width of [40, 60, 120]) {
      const { stdout: shown } = await solewise(["runs", "--width", String(width)]);
      const lines = shown.trimEnd().split("\n");
      expect(lines.length).toBe(runs.length);
      expect(lines.filter((line) => line.length > width)).toEqual([]);
      expect(lines.every((line, index) => width < 120 || line.endsWith(runs[index]?.runId ?? "?"))).toBe(true);
    }
  });
});
