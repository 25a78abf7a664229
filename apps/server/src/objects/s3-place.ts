// Where a store at S3 is and who asks. Comes in: the environment. Goes out: plain data that a thread can be told, or a
// Refusal; no message has a secret. OBJ30
import { isIP } from "node:net";
import { wrongSetting } from "../refusal.ts";

/** A bucket, a prefix in it, and the credentials for both. */
export interface S3Place {
  /** Origin and, where there is one, path before the bucket; no slash at the end. */
  endpoint: string;
  region: string;
  bucket: string;
  /** What every key begins with; ends with a slash. */
  prefix: string;
  /** Where the bucket's name goes: into the path, or before the host's name. */
  addressing: "path" | "host";
  accessKeyId: string;
  secretAccessKey: string;
  /** Of credentials that expire. */
  sessionToken: string | null;
}

/** A bucket's name, of S3 and of what is like it. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u;
const PREFIX = /^[a-z0-9][a-z0-9._-]{0,99}(?:\/[a-z0-9][a-z0-9._-]{0,99}){0,5}$/u;
const REGION = /^[a-z0-9-]{1,63}$/u;
const DEFAULT_REGION = "us-east-1";
const DEFAULT_PREFIX = "solewise";

type Variable = (name: string) => string | null;

const SHOWN_MAX = 200;

function readMatching(variable: Variable, name: string, pattern: RegExp, expected: string): string | null {
  const text = variable(name);
  if (text === null || pattern.test(text)) return text;
  throw wrongSetting(name, expected, JSON.stringify(text.slice(0, SHOWN_MAX)), "See docs/guides/s3.md.");
}

/** The endpoint may not hold what would be sent to it, or be shown: a password, a query. */
function readEndpoint(variable: Variable): string | null {
  const text = variable("OBJECTS_S3_ENDPOINT");
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && /^https?:$/u.test(url.protocol) && url.search === "" && url.hash === "";
  if (isPlain && url.username === "" && url.password === "") return (url.origin + url.pathname).replace(/\/+$/u, "");
  const came = url?.password === "" ? JSON.stringify(text.slice(0, SHOWN_MAX)) : "something else";
  throw wrongSetting("OBJECTS_S3_ENDPOINT", "https://HOST or http://HOST:PORT", came, "See docs/guides/s3.md.");
}

function readAddressing(variable: Variable, endpoint: string | null, bucket: string): S3Place["addressing"] {
  const asked = readMatching(variable, "OBJECTS_S3_ADDRESSING", /^(?:path|host)$/u, "path or host");
  const host = endpoint === null ? "" : new URL(endpoint).hostname.replace(/^\[(.*)\]$/u, "$1");
  if (asked === "host" && isIP(host) !== 0)
    throw wrongSetting("OBJECTS_S3_ADDRESSING", "path where the endpoint is an IP address", "host", "");
  if (asked !== null) return asked === "path" ? "path" : "host";
  // AWS wants the bucket in the host's name, where its certificate does not cover names with dots; others take a path.
  return endpoint === null && !bucket.includes(".") ? "host" : "path";
}

function readSecret(variable: Variable, name: string): string {
  const secret = variable(name);
  if (secret !== null) return secret;
  throw wrongSetting(name, "the access key's beside OBJECTS_S3_BUCKET", "nothing", "See docs/guides/s3.md.");
}

const OTHERS = ["OBJECTS_S3_ENDPOINT", "OBJECTS_S3_REGION", "OBJECTS_S3_PREFIX", "OBJECTS_S3_ADDRESSING"];

/** The place that the environment names; null: blobs are files. `variable` gives null for one that is not set. */
export function readS3Place(variable: Variable): S3Place | null {
  const bucket = readMatching(variable, "OBJECTS_S3_BUCKET", BUCKET, "the name of a bucket");
  if (bucket === null) {
    const stray = OTHERS.find((name) => variable(name) !== null);
    if (stray === undefined) return null;
    throw wrongSetting("OBJECTS_S3_BUCKET", `the name of a bucket beside ${stray}`, "nothing", "Set both, or neither.");
  }
  const endpoint = readEndpoint(variable);
  const region = readMatching(variable, "OBJECTS_S3_REGION", REGION, "a region such as eu-central-1") ?? DEFAULT_REGION;
  const prefix = readMatching(variable, "OBJECTS_S3_PREFIX", PREFIX, "lower-case words with / between them");
  return {
    endpoint: endpoint ?? `https://s3.${region}.amazonaws.com`,
    region,
    bucket,
    prefix: `${prefix ?? DEFAULT_PREFIX}/`,
    addressing: readAddressing(variable, endpoint, bucket),
    accessKeyId: readSecret(variable, "AWS_ACCESS_KEY_ID"),
    secretAccessKey: readSecret(variable, "AWS_SECRET_ACCESS_KEY"),
    sessionToken: variable("AWS_SESSION_TOKEN"),
  };
}

/** The place for people, without who asks. */
export function shownS3Place({ endpoint, bucket, prefix }: S3Place): string {
  return `${endpoint}, bucket ${bucket}, ${prefix}`;
}
