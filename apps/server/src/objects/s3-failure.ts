// What a refusal of S3 means. Comes in: an answer that is no success, or the system's error. Goes out: whether trying again
// may help, and a sentence with what to do. Source: Error Responses of the S3 API reference; codes of MinIO and Ceph beside
// them. OBJ33
import { messageOf, systemCode } from "../refusal.ts";
import { StoreAwayError, StoreFullError } from "./object-store.ts";
import { type S3Place, shownS3Place } from "./s3-place.ts";
import { readText, type S3Answer } from "./s3-request.ts";
import { textOf } from "./s3-xml.ts";

/** A request that did not do what it was for. */
export class S3Failure extends Error {
  /** S3's code, the system's, or empty. */
  readonly code: string;
  /** 0: no answer came. */
  readonly status: number;
  /** Whether the same request may do it later. */
  readonly isPassing: boolean;

  constructor(message: string, facts: { code: string; status: number; isPassing: boolean; cause?: unknown }) {
    super(message, { cause: facts.cause });
    this.name = "S3Failure";
    this.code = facts.code;
    this.status = facts.status;
    this.isPassing = facts.isPassing;
  }
}

/** Codes of refusals that pass by themselves, whatever their status. */
const PASSING: ReadonlySet<string> = new Set([
  "InternalError",
  "SlowDown",
  "SlowDownRead",
  "SlowDownWrite",
  "ServiceUnavailable",
  "RequestTimeout",
  "OperationAborted",
  "TooManyRequests",
  // The bytes did not come as they were sent.
  "BadDigest",
  "XAmzContentSHA256Mismatch",
  "IncompleteBody",
]);
const FULL: ReadonlySet<string> = new Set([
  "QuotaExceeded",
  "XMinioStorageFull",
  "XMinioAdminBucketQuotaExceeded",
  "InsufficientCapacity",
]);

const RETRY_STATUSES: ReadonlySet<number> = new Set([408, 425, 429]);

const CREDENTIALS = "Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";

function remedyOf(code: string, place: S3Place, xml: string, answer: S3Answer): string {
  const { bucket, region } = place;
  switch (code) {
    case "InvalidAccessKeyId":
      return `It does not know the access key. ${CREDENTIALS}`;
    case "SignatureDoesNotMatch":
      return `The secret is not the access key's. ${CREDENTIALS}`;
    case "ExpiredToken":
    case "InvalidToken":
    case "TokenRefreshRequired":
      return "AWS_SESSION_TOKEN has expired or is another key's. Set all three anew.";
    case "NoSuchBucket":
      return `There is no bucket ${bucket}. Make it, or set OBJECTS_S3_BUCKET.`;
    case "AccessDenied":
    case "AllAccessDisabled":
    case "Forbidden":
      return `The access key may not do this in the bucket ${bucket}. Let it list, read, write and delete there.`;
    case "RequestTimeTooSkewed":
    case "RequestExpired":
      return `The clocks differ: here ${new Date().toUTCString()}, there ${answer.headers.date ?? "unknown"}. Set this machine's.`;
    case "AuthorizationHeaderMalformed":
    case "PermanentRedirect":
    case "TemporaryRedirect":
    case "IllegalLocationConstraintException": {
      const other = textOf(xml, "Region") ?? answer.headers["x-amz-bucket-region"] ?? textOf(xml, "Endpoint");
      const known = other === null ? "another one" : String(other);
      return `The bucket is not in the region ${region} but ${known}. Set OBJECTS_S3_REGION, or OBJECTS_S3_ENDPOINT.`;
    }
    default:
      return "";
  }
}

/** Codes of answers that have no body, or another server's. */
function codeOfStatus(status: number): string {
  if (status === 403) return "Forbidden";
  if (status === 507) return "QuotaExceeded";
  return status >= 300 && status < 400 ? "PermanentRedirect" : "";
}

/** What an answer that is no success means; reads its body. */
export async function failureOfAnswer(answer: S3Answer, place: S3Place, inBody?: string): Promise<S3Failure> {
  const { status, headers } = answer;
  const xml = inBody ?? (await readText(answer.body).catch(() => ""));
  const code = textOf(xml, "Code") ?? codeOfStatus(status);
  const isPassing = status >= 500 || RETRY_STATUSES.has(status) || PASSING.has(code);
  const remedy = remedyOf(code, place, xml, answer);
  const isStore = code !== "" || headers["x-amz-request-id"] !== undefined;
  const strange = isStore || isPassing ? "" : "What answers there may be no object store: check OBJECTS_S3_ENDPOINT.";
  const said = code === "" ? `${status}` : `${status} ${code}`;
  const message = `The object store (${shownS3Place(place)}) answered ${said}. ${remedy}${strange}`.trimEnd();
  return new S3Failure(message, { code, status, isPassing: isPassing && !FULL.has(code) });
}

/** Why no answer came, in words. */
function reasonOf(code: string, error: unknown): string {
  switch (code) {
    case "ECONNREFUSED":
      return "Nothing listens there (ECONNREFUSED). Start it, or set OBJECTS_S3_ENDPOINT.";
    case "ENOTFOUND":
      return "Its name is not known (ENOTFOUND). Check OBJECTS_S3_ENDPOINT, and OBJECTS_S3_ADDRESSING=path.";
    case "ABORT_ERR":
      return "It said nothing for too long.";
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "EAI_AGAIN":
      return `It cannot be reached (${code}). Check the network.`;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return `Its certificate is of an authority that is not known here (${code}). Set NODE_EXTRA_CA_CERTS to a PEM file.`;
    case "CERT_HAS_EXPIRED":
      return "Its certificate has expired.";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return "Its certificate is for other names. Check OBJECTS_S3_ENDPOINT and OBJECTS_S3_ADDRESSING.";
    default:
      if (code.startsWith("ERR_SSL_") || code === "EPROTO") return `It does not speak HTTPS there (${code}).`;
      if (code.startsWith("HPE_")) return `It does not speak HTTP there (${code}).`;
      return `The connection broke: ${code === "" ? messageOf(error) : code}.`;
  }
}

/** What an error of the connection means. */
export function failureOfError(error: unknown, place: S3Place): S3Failure {
  const code = systemCode(error) ?? "";
  const message = `The object store (${shownS3Place(place)}) did not answer. ${reasonOf(code, error)}`;
  return new S3Failure(message, { code, status: 0, isPassing: true, cause: error });
}

/** What the store's callers know of: full, or away. */
export function storeErrorOf(error: unknown): unknown {
  if (!(error instanceof S3Failure)) return error;
  return FULL.has(error.code) ? new StoreFullError(error) : new StoreAwayError(error.message, error);
}
