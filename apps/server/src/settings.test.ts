// Environment and arguments, right and wrong.
import { describe, expect, it } from "vitest";
import { Refusal } from "./refusal.ts";
import { type Machine, readSettings, type Settings } from "./settings.ts";

const MACHINE: Machine = { isRoot: false, projectFolder: "/project", workingFolder: "/here", platform: "linux" };

function read(env: Record<string, string>, ...args: string[]): Settings {
  return readSettings(env, args, MACHINE);
}

function refusalOf(env: Record<string, string>, ...args: string[]): Refusal {
  try {
    read(env, ...args);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("settings", () => {
  it("[SRV3] without settings: loopback, port 8787, plain HTTP", () => {
    expect(read({})).toEqual({
      port: 8787,
      host: null,
      lan: false,
      https: null,
      dataFolder: "/project/.solewise",
      database: "embedded",
      authSecret: null,
      objectsKey: null,
      s3: null,
      mail: null,
      appFolder: "/project/apps/web/dist",
      allowedHosts: [],
      trustedProxies: [],
      metricsToken: null,
      logFormat: null,
      unicode: false,
    });
  });

  it("[SRV7] the data folder is the one given, the system's for root, else the project's", () => {
    expect(read({ SOLEWISE_HOME: "kept" }).dataFolder).toBe("/here/kept");
    expect(readSettings({}, [], { ...MACHINE, isRoot: true }).dataFolder).toBe("/var/lib/solewise");
    expect(read({ SOLEWISE_HOME: "" }).dataFolder).toBe("/project/.solewise");
  });

  it("[SRV24] --lan asks for the home CA, with the names of both sources once each", () => {
    const settings = read({ SOLEWISE_NAMES: "b.lan, a.lan" }, "--lan", "--name", "A.lan", "--name=run.example.org");
    expect(settings.lan).toBe(true);
    expect(settings.https).toEqual({ kind: "home-ca", names: ["a.lan", "run.example.org", "b.lan"] });
  });

  it("[SRV32] TLS_CERT and TLS_KEY come together", () => {
    const given = { kind: "given", certificatePath: "/here/c.pem", keyPath: "/k.pem" };
    expect(read({ TLS_CERT: "c.pem", TLS_KEY: "/k.pem" }).https).toEqual(given);
    expect(refusalOf({ TLS_CERT: "c.pem" }).message).toMatch(/^TLS_KEY: expected a PEM file beside TLS_CERT/u);
    expect(refusalOf({ TLS_KEY: "k.pem" }).message).toMatch(/^TLS_CERT: /u);
  });

  it("[SRV6] wrong settings say what was expected and what came, exit code 2", () => {
    const cases: [Record<string, string>, string[], RegExp][] = [
      [{ PORT: "80a" }, [], /PORT: expected a whole number from 0 to 65535; came "80a"/u],
      [{ PORT: "65536" }, [], /PORT/u],
      [{ PORT: "-1" }, [], /PORT/u],
      [{ HOST: "example.org" }, [], /HOST: expected an IP address.*ALLOWED_HOSTS/u],
      [{ TRUSTED_PROXIES: "10.0.0.0/8,proxy.lan" }, [], /TRUSTED_PROXIES: expected addresses.*"proxy\.lan"/u],
      [{ TRUSTED_PROXIES: "10.0.0.0/33" }, [], /TRUSTED_PROXIES/u],
      [{ ALLOWED_HOSTS: "https://x.org" }, [], /ALLOWED_HOSTS: expected host names/u],
      [{}, ["--lna"], /arguments: expected .*; came "--lna"/u],
      [{}, ["--name"], /--name: expected a value after it/u],
      [{}, ["--name", "a.lan"], /--name: expected --lan beside it/u],
      [{ TLS_CERT: "c", TLS_KEY: "k" }, ["--lan", "--name", "a.lan"], /--name: expected no name/u],
    ];
    for (const [env, args, message] of cases) {
      const refusal = refusalOf(env, ...args);
      expect(refusal.message).toMatch(message);
      expect(refusal.exitCode).toBe(2);
    }
  });

  it("[SRV31] a bare word, a wildcard or a URL is no name for a certificate", () => {
    for (const name of ["dev", "*.home.arpa", "https://a.lan", "a..lan", "a b.lan"]) {
      expect(refusalOf({}, "--lan", "--name", name).message).toMatch(/--name: expected a host name with a dot/u);
    }
    expect(read({}, "--lan", "--name", "192.168.1.9").https).toMatchObject({ names: ["192.168.1.9"] });
  });

  it("[SRV26] the locale says whether the terminal shows UTF-8", () => {
    expect(read({ LANG: "de_DE.utf8" }).unicode).toBe(true);
    expect(read({ LANG: "C.UTF-8", LC_ALL: "C" }).unicode).toBe(false);
    expect(readSettings({}, [], { ...MACHINE, platform: "darwin" }).unicode).toBe(true);
  });
});
