// Environment and arguments → settings. Pure: what is true of the machine comes in as Machine. Goes out: Settings, or a
// Refusal that says what was expected, what came and what to do. // SRV6
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { wrongSetting } from "./refusal.ts";
import type { DatabaseChoice } from "./database/open-database.ts";
import { isHostName } from "./host-name.ts";
import type { LogFormat } from "./logs/server-log.ts";
import { readObjectsKey as parseObjectsKey } from "./objects/recording-blocks/block-cipher.ts";
import { readS3Place, type S3Place } from "./objects/s3-place.ts";

/** Port when PORT is not set. DESIGN §4. */
export const DEFAULT_PORT = 8787;

/** What settings depend on besides environment and arguments. */
export interface Machine {
  isRoot: boolean;
  /** Root folder of the project. */
  projectFolder: string;
  /** Where relative paths start. */
  workingFolder: string;
  platform: NodeJS.Platform;
}

/** Where HTTPS takes its certificate from. */
export type HttpsSource =
  | { kind: "home-ca"; names: string[] }
  | { kind: "given"; certificatePath: string; keyPath: string };

/** Everything that can be chosen about one start. */
export interface Settings {
  /** 0 asks the system for a free one. */
  port: number;
  /** Address to listen on; null: both loopback addresses, or with `lan` every address. */
  host: string | null;
  /** Reachable from other machines. */
  lan: boolean;
  /** null: plain HTTP. */
  https: HttpsSource | null;
  dataFolder: string;
  /** PostgreSQL: ours in the data folder, or one that is there already. */
  database: DatabaseChoice;
  /** Signs sessions; null: the one kept in the data folder. */
  authSecret: string | null;
  /** Encrypts recordings; null: they are not encrypted. */
  objectsKey: Buffer | null;
  /** Keeps recordings in a bucket; null: in files of the data folder. */
  s3: S3Place | null;
  /** null: no mail is sent. */
  mail: { smtpUrl: string; from: string | null } | null;
  /** Folder of the built app. */
  appFolder: string;
  /** Further names that requests may be addressed to. */
  allowedHosts: string[];
  /** Proxies, besides those on this machine, whose X-Forwarded-For and -Proto are believed: addresses or networks. */
  trustedProxies: string[];
  /** Opens /metrics to who has it; null: /metrics is for this machine alone. */
  metricsToken: string | null;
  /** null: text for a terminal, JSON for everything else. */
  logFormat: LogFormat | null;
  /** Whether the terminal shows UTF-8. */
  unicode: boolean;
}

interface Arguments {
  lan: boolean;
  names: string[];
  appFolder: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `--help`, `-h`, `--version` or `-V` asked for, before anything else is judged. */
export function asksFor(args: readonly string[], ...spellings: string[]): boolean {
  return args.some((argument) => spellings.includes(argument));
}

/** The value of a variable; an empty one counts as not set. */
function variable(env: Environment, name: string): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === "" ? null : value;
}

function readPort(env: Environment): number {
  const text = variable(env, "PORT");
  if (text === null) return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d{1,5}$/u.test(text) && port <= 65_535) return port;
  throw wrongSetting("PORT", "a whole number from 0 to 65535", quote(text), "Example: PORT=8788 npm start");
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}

function readHost(env: Environment): string | null {
  const text = variable(env, "HOST");
  if (text === null || text === "localhost") return null;
  const address = text.replace(/^\[(.*)\]$/u, "$1");
  if (isIP(address) !== 0) return address;
  const remedy = "HOST is the address to listen on; names for requests go into ALLOWED_HOSTS.";
  throw wrongSetting("HOST", "an IP address of this machine, such as 0.0.0.0", quote(text), remedy);
}

function listOf(text: string | null): string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== "");
}

/** An address, or a network as ADDRESS/BITS. */
function isNetwork(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Whoever is named here can say of a request that it came from anywhere. */ // ACT29
function readTrustedProxies(env: Environment): string[] {
  const proxies = listOf(variable(env, "TRUSTED_PROXIES"));
  const wrong = proxies.find((proxy) => !isNetwork(proxy));
  if (wrong === undefined) return proxies;
  const remedy = "Example: TRUSTED_PROXIES=172.18.0.0/16,192.168.1.5";
  throw wrongSetting("TRUSTED_PROXIES", "addresses or networks", quote(wrong), remedy);
}

function readAllowedHosts(env: Environment): string[] {
  const hosts = listOf(variable(env, "ALLOWED_HOSTS")).map((host) => host.replace(/^\[(.*)\]$/u, "$1"));
  for (const host of hosts) {
    if (isIP(host) !== 0 || isHostName(host)) continue;
    const remedy = "Example: ALLOWED_HOSTS=solewise.example.org (without port; commas between several)";
    throw wrongSetting("ALLOWED_HOSTS", "host names", quote(host), remedy);
  }
  return hosts;
}

/** A name for the certificate. A bare word could be a top-level domain, and the CA would speak for all of it. */ // SRV31
function checkName(source: string, name: string): string {
  if (isIP(name) !== 0 || (isHostName(name) && name.includes("."))) return name;
  const remedy = "Example: --name solewise.home.arpa";
  throw wrongSetting(source, "a host name with a dot, or an IP address", quote(name), remedy);
}

function valueAfter(args: readonly string[], index: number, option: string): string {
  const value = args[index + 1];
  if (value === undefined || value === "" || value.startsWith("--"))
    throw wrongSetting(option, "a value after it", value === undefined ? "nothing" : quote(value), "See --help.");
  return value;
}

function readArguments(args: readonly string[]): Arguments {
  const read: Arguments = { lan: false, names: [], appFolder: null };
  const split = args.flatMap((argument) => {
    const match = /^(--(?:name|app-folder))=(.*)$/su.exec(argument);
    return match === null ? [argument] : [match[1] ?? "", match[2] ?? ""];
  });
  for (let index = 0; index < split.length; index++) {
    const argument = split[index] ?? "";
    if (argument === "--lan") read.lan = true;
    else if (argument === "--name") read.names.push(valueAfter(split, index++, "--name").toLowerCase());
    else if (argument === "--app-folder") read.appFolder = valueAfter(split, index++, "--app-folder");
    else
      throw wrongSetting(
        "arguments",
        "--lan, --name NAME, --app-folder FOLDER or --help",
        quote(argument),
        "See --help.",
      );
  }
  return read;
}

function readHttps(env: Environment, args: Arguments, machine: Machine): HttpsSource | null {
  const certificate = variable(env, "TLS_CERT");
  const key = variable(env, "TLS_KEY");
  const names = [...args.names, ...listOf(variable(env, "SOLEWISE_NAMES"))];
  if ((certificate === null) !== (key === null)) {
    const [there, missing] = certificate === null ? ["TLS_KEY", "TLS_CERT"] : ["TLS_CERT", "TLS_KEY"];
    throw wrongSetting(missing, `a PEM file beside ${there}`, "nothing", "Set both, or neither.");
  }
  if (certificate !== null && key !== null) {
    if (args.names.length > 0)
      throw wrongSetting(
        "--name",
        "no name when TLS_CERT is set",
        args.names.join(", "),
        "The names are the certificate's.",
      );
    return {
      kind: "given",
      certificatePath: resolve(machine.workingFolder, certificate),
      keyPath: resolve(machine.workingFolder, key),
    };
  }
  if (!args.lan) {
    if (args.names.length === 0) return null;
    throw wrongSetting("--name", "--lan beside it", "no --lan", "Names are for the certificate that --lan makes.");
  }
  return { kind: "home-ca", names: [...new Set(names.map((name) => checkName("--name", name)))] };
}

function chooseDataFolder(env: Environment, machine: Machine): string {
  const given = variable(env, "SOLEWISE_HOME");
  if (given !== null) return resolve(machine.workingFolder, given);
  return machine.isRoot ? "/var/lib/solewise" : join(machine.projectFolder, ".solewise");
}

/** The URL may hold a password: it is in no message. */ // DBS13
function readDatabase(env: Environment): DatabaseChoice {
  const url = variable(env, "DATABASE_URL");
  if (url === null) return "embedded";
  const isPostgres = /^postgres(?:ql)?:\/\/./u.test(url) && URL.canParse(url);
  if (isPostgres && new URL(url).pathname.length > 1) return { url };
  const came = isPostgres ? "one without the name of a database" : "something else";
  const remedy =
    "Percent-encode what is not a letter or digit in the password. Without DATABASE_URL Solewise brings its own.";
  throw wrongSetting("DATABASE_URL", "postgres://USER:PASSWORD@HOST:PORT/DATABASE", came, remedy);
}

function readObjectsKey(env: Environment): Buffer | null {
  const text = variable(env, "OBJECTS_KEY");
  if (text === null) return null;
  const key = parseObjectsKey(text);
  if (key !== null) return key;
  const remedy = "Make one, and keep it as long as the recordings: openssl rand -base64 32";
  throw wrongSetting("OBJECTS_KEY", "32 bytes, base64 or hex", `${text.length} characters`, remedy);
}

function readMail(env: Environment): Settings["mail"] {
  const smtpUrl = variable(env, "SMTP_URL");
  return smtpUrl === null ? null : { smtpUrl, from: variable(env, "SMTP_FROM") };
}

/** Short ones could be guessed. Characters. */
const METRICS_TOKEN_MIN_LENGTH = 16;

function readMetricsToken(env: Environment): string | null {
  const token = variable(env, "METRICS_TOKEN");
  if (token === null || token.length >= METRICS_TOKEN_MIN_LENGTH) return token;
  const expected = `${METRICS_TOKEN_MIN_LENGTH} characters or more`;
  throw wrongSetting("METRICS_TOKEN", expected, `${token.length}`, "Make one: openssl rand -hex 16");
}

function readLogFormat(env: Environment): LogFormat | null {
  const format = variable(env, "LOG_FORMAT");
  if (format === null || format === "json" || format === "text") return format;
  throw wrongSetting("LOG_FORMAT", "json or text", quote(format), "Without it a terminal gets text, a file JSON.");
}

/** UTF-8 as the locale says it; Windows and macOS terminals show it always. */
function showsUnicode(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === "win32" || platform === "darwin") return true;
  const locale = variable(env, "LC_ALL") ?? variable(env, "LC_CTYPE") ?? variable(env, "LANG") ?? "";
  return /utf-?8/iu.test(locale);
}

/** Settings of one start. Throws Refusal (exit code 2). */
export function readSettings(env: Environment, args: readonly string[], machine: Machine): Settings {
  const read = readArguments(args);
  const appFolder = read.appFolder ?? join(machine.projectFolder, "apps", "web", "dist");
  return {
    port: readPort(env),
    host: readHost(env),
    lan: read.lan,
    https: readHttps(env, read, machine),
    dataFolder: chooseDataFolder(env, machine),
    database: readDatabase(env),
    authSecret: variable(env, "SOLEWISE_SECRET"),
    objectsKey: readObjectsKey(env),
    s3: readS3Place((name) => variable(env, name)),
    mail: readMail(env),
    appFolder: resolve(machine.workingFolder, appFolder),
    allowedHosts: readAllowedHosts(env),
    trustedProxies: readTrustedProxies(env),
    metricsToken: readMetricsToken(env),
    logFormat: readLogFormat(env),
    unicode: showsUnicode(env, machine.platform),
  };
}
