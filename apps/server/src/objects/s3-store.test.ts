// A bucket whose server fails, refuses, or is not there. The server is our test server (testing/s3-server.ts).
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { type S3Fault, type S3TestServer, startS3Server } from "../testing/s3-server.ts";
import { issueServer, pemOf } from "../tls/certificate.ts";
import { generateKey } from "../tls/key-pair-file.ts";
import { ObjectMissingError, StoreAwayError, StoreFullError } from "./object-store.ts";
import { readS3Place, type S3Place, shownS3Place } from "./s3-place.ts";
import { S3Store, type S3StoreOptions } from "./s3-store.ts";
import { elementsOf, textOf } from "./s3-xml.ts";

const PART_BYTES = 5_242_880;

let server: S3TestServer;
let store: S3Store;
beforeEach(async () => {
  server = await startS3Server();
  store = storeAt({});
});
afterEach(() => server.stop().catch(() => undefined));

function storeAt(other: Partial<S3Place>, options: S3StoreOptions = {}): S3Store {
  return new S3Store({ ...server.place, ...other }, { partBytes: PART_BYTES, ...options });
}

async function* bytesOf(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

async function read(key: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await store.get(key)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The nth request that a pattern matches fails; the others do not. Tells how many matched. */
function failAt(pattern: RegExp, fault: S3Fault, ...nth: number[]): () => number {
  let count = 0;
  server.fault = (asked) => (pattern.test(asked) && nth.includes(count++) ? fault : null);
  return () => count;
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StoreAwayError);
  return error instanceof Error ? error.message : "";
}

describe("settings of a bucket", () => {
  const placeIn = (env: Record<string, string>): S3Place | null => readS3Place((name) => env[name] ?? null);
  const keys = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "hidden" };
  const refusalOf = (env: Record<string, string>): string => {
    try {
      placeIn(env);
    } catch (error) {
      if (error instanceof Refusal) return error.message;
    }
    throw new Error("nothing was refused");
  };

  it("[OBJ30] a bucket alone is one of AWS; an endpoint is asked by path", () => {
    expect(placeIn({})).toBeNull();
    expect(placeIn(keys)).toBeNull();
    expect(placeIn({ ...keys, OBJECTS_S3_BUCKET: "runs", OBJECTS_S3_REGION: "eu-central-1" })).toEqual({
      endpoint: "https://s3.eu-central-1.amazonaws.com",
      region: "eu-central-1",
      bucket: "runs",
      prefix: "solewise/",
      addressing: "host",
      accessKeyId: "id",
      secretAccessKey: "hidden",
      sessionToken: null,
    });
    const env = { ...keys, OBJECTS_S3_BUCKET: "runs", OBJECTS_S3_ENDPOINT: "http://10.0.0.5:9000/" };
    expect(placeIn(env)).toMatchObject({ endpoint: "http://10.0.0.5:9000", region: "us-east-1", addressing: "path" });
    expect(placeIn({ ...keys, OBJECTS_S3_BUCKET: "my.runs" })).toMatchObject({ addressing: "path" });
    expect(placeIn({ ...env, OBJECTS_S3_PREFIX: "a/b", AWS_SESSION_TOKEN: "t" })).toMatchObject({
      prefix: "a/b/",
      sessionToken: "t",
    });
  });

  it("[OBJ30] a wrong one is told, with no secret in the text", () => {
    const env = { ...keys, OBJECTS_S3_BUCKET: "runs" };
    for (const [more, expected] of [
      [{ OBJECTS_S3_BUCKET: "Runs!" }, /^OBJECTS_S3_BUCKET: expected the name of a bucket; came "Runs!"/u],
      [{ OBJECTS_S3_PREFIX: "../a" }, /^OBJECTS_S3_PREFIX: /u],
      [{ OBJECTS_S3_ENDPOINT: "ftp://a" }, /^OBJECTS_S3_ENDPOINT: expected https:/u],
      [{ OBJECTS_S3_ENDPOINT: "https://me:hidden@a" }, /^OBJECTS_S3_ENDPOINT: .*came something else/u],
      [{ OBJECTS_S3_ADDRESSING: "both" }, /^OBJECTS_S3_ADDRESSING: expected path or host/u],
      [{ OBJECTS_S3_ADDRESSING: "host", OBJECTS_S3_ENDPOINT: "http://10.0.0.5" }, /^OBJECTS_S3_ADDRESSING: /u],
      [{ AWS_SECRET_ACCESS_KEY: "" }, /^AWS_SECRET_ACCESS_KEY: expected the access key's/u],
    ] as const) {
      const clean = Object.fromEntries(Object.entries({ ...env, ...more }).filter(([, value]) => value !== ""));
      const message = refusalOf(clean);
      expect(message).toMatch(expected);
      expect(message).not.toContain("hidden");
    }
    expect(refusalOf({ ...keys, OBJECTS_S3_REGION: "eu-west-1" })).toMatch(/beside OBJECTS_S3_REGION; came nothing/u);
    expect(shownS3Place(server.place)).not.toContain("test-");
  });

  it("[OBJ30] the bucket goes into the host's name where that is asked for", async () => {
    const lookup: S3StoreOptions["lookup"] = (_host, options, done) =>
      options.all === true ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);
    const endpoint = server.place.endpoint.replace("127.0.0.1", "localhost");
    const other = storeAt({ addressing: "host", endpoint }, { lookup });
    const bytes = randomBytes(PART_BYTES + 5);
    await other.put("a/b", bytesOf(bytes));
    expect((await read("a/b")).equals(bytes)).toBe(true);
    await other.check();
  });
});

describe("a server that fails and comes back", () => {
  it("[OBJ32] what passes is tried again: refusals for now, connections that end, answers that are lost", async () => {
    const bytes = randomBytes(2 * PART_BYTES + 7);
    const faults: S3Fault[] = [
      { status: 503, code: "SlowDown" },
      { status: 500, code: "InternalError" },
      "cut",
      "lost",
    ];
    const steps = [/^POST .* uploads$/u, /^PUT .* partNumber/u, /^POST .* uploadId$/u];
    for (const pattern of steps)
      for (const fault of faults) {
        const matched = failAt(pattern, fault, 0);
        await store.put("a/b", bytesOf(bytes));
        expect(matched()).toBeGreaterThan(1);
        server.fault = () => null;
        expect((await read("a/b")).equals(bytes)).toBe(true);
        await store.delete("a/b");
      }
    for (const fault of faults) {
      failAt(/^PUT solewise\/a\/c/u, fault, 0);
      await store.put("a/c", bytesOf(Buffer.from("one request")));
      failAt(/^GET solewise\/a\/c/u, fault, 0);
      expect((await read("a/c")).toString()).toBe("one request");
      failAt(/^GET {2}list-type/u, fault, 0);
      expect(await storeAt({}).totalBytes()).toBe(11);
      failAt(/^DELETE/u, fault, 0);
      await store.delete("a/c");
    }
    server.fault = () => null;
    expect(await storeAt({}).totalBytes()).toBe(0);
  });

  it("[OBJ32] a reading whose connection ends goes on at the byte after", async () => {
    const bytes = randomBytes(3_000_000);
    await store.put("a/b", bytesOf(bytes));
    failAt(/^GET/u, "half", 0, 1, 2, 3, 4, 5, 6);
    expect((await read("a/b")).equals(bytes)).toBe(true);
    expect(server.asked.filter((asked) => asked.startsWith("GET")).length).toBe(8);
    server.fault = (asked) => (asked.startsWith("GET") ? "cut" : null);
    await expect(store.get("a/b")).rejects.toThrow(StoreAwayError);
  });

  it("[OBJ32] a server that goes in the middle of a reading is told, and what was read till then is right", async () => {
    const bytes = randomBytes(3_000_000);
    await store.put("a/b", bytesOf(bytes));
    failAt(/^GET/u, "half", 0);
    let readBytes = 0;
    const reading = (async () => {
      for await (const piece of await store.get("a/b")) {
        expect(bytes.subarray(readBytes, readBytes + piece.length).equals(piece)).toBe(true);
        readBytes += piece.length;
        server.fault = () => "cut";
      }
    })();
    await expect(reading).rejects.toThrow(StoreAwayError);
    expect(readBytes).toBeGreaterThan(0);
    expect(readBytes).toBeLessThan(bytes.length);
  });

  it("[OBJ32] a connection that falls silent is given up and another one is tried", async () => {
    const impatient = storeAt({}, { silenceMaxMs: 200 });
    failAt(/^PUT/u, "silent", 0);
    await impatient.put("a/b", bytesOf(Buffer.from("x")));
    server.fault = () => "silent";
    expect(await messageOf(impatient.get("a/b"))).toMatch(/did not answer\. It cannot be reached \(ETIMEDOUT\)/u);
  });

  it("[OBJ32] bytes that were damaged on the way are sent again", async () => {
    failAt(/^PUT/u, { status: 400, code: "BadDigest" }, 0);
    await store.put("a/b", bytesOf(Buffer.from("x")));
    expect((await read("a/b")).toString()).toBe("x");
  });

  it("[OBJ33] a server that went and came back takes and gives again; what failed left nothing", async () => {
    await store.put("a/kept", bytesOf(Buffer.from("kept")));
    let count = 0;
    const source = async function* (): AsyncGenerator<Uint8Array> {
      for (; count < 3; count++) {
        if (count === 2) await server.stop();
        yield randomBytes(PART_BYTES);
      }
    };
    expect(await messageOf(store.put("a/b", source()))).toMatch(/Nothing listens there \(ECONNREFUSED\)|broke/u);
    await server.start();
    expect((await read("a/kept")).toString()).toBe("kept");
    await expect(store.get("a/b")).rejects.toThrow(ObjectMissingError);
    expect(server.bucket.uploadCount()).toBe(1);
    expect(await store.removeUnfinished(new Date(0))).toBe(0);
    server.bucket.pageCount = 1;
    expect(await store.removeUnfinished(new Date(Date.now() + 1000))).toBe(1);
    expect(server.bucket.uploadCount()).toBe(0);
  });
});

describe("a server that refuses", () => {
  it("[OBJ33] wrong credentials, region, bucket and clock are told in words, without a secret, and are not tried again", async () => {
    for (const [other, aheadMs, expected] of [
      [
        { accessKeyId: "nobody" },
        0,
        /403 InvalidAccessKeyId\. It does not know the access key\. Check AWS_ACCESS_KEY_ID/u,
      ],
      [{ secretAccessKey: "hidden" }, 0, /SignatureDoesNotMatch\. The secret is not the access key's/u],
      [{ sessionToken: "hidden" }, 0, /InvalidToken\. AWS_SESSION_TOKEN has expired/u],
      [{ region: "us-east-1" }, 0, /not in the region us-east-1 but eu-test-1\. Set OBJECTS_S3_REGION/u],
      [{ bucket: "elsewhere" }, 0, /404 NoSuchBucket\. There is no bucket elsewhere\. Make it/u],
      [{}, 3_600_000, /RequestTimeTooSkewed\. The clocks differ: here .* GMT, there .* GMT/u],
    ] as const) {
      server.aheadMs = aheadMs;
      server.asked.length = 0;
      const refused = storeAt(other);
      const large = () => refused.put("a/b", bytesOf(randomBytes(PART_BYTES), Buffer.from("more")));
      for (const work of [() => refused.get("a/b"), () => refused.check(), () => refused.delete("a/b"), large]) {
        const message = await messageOf(work());
        expect(message).toMatch(expected);
        expect(message).not.toContain("hidden");
        expect(message).not.toContain(server.place.secretAccessKey);
      }
      expect(server.asked.length).toBe(4);
    }
  });

  it("[OBJ33] a certificate that nobody vouches for, and a port that speaks something else, are told", async () => {
    const key = generateKey();
    const issue = {
      notBefore: new Date(Date.now() - 1000),
      notAfter: new Date(Date.now() + 60_000),
      serial: randomBytes(16),
    };
    const certificate = issueServer({ commonName: "Not known", key }, key, issue, ["127.0.0.1"]);
    const pair = { cert: pemOf(certificate), key: key.export({ format: "pem", type: "pkcs8" }) };
    const secret = createHttpsServer(pair).listen(0, "127.0.0.1");
    const mute = createTcpServer((socket) => socket.end("hello\r\n\r\n")).listen(0, "127.0.0.1");
    try {
      await Promise.all([secret, mute].map((listener) => once(listener, "listening")));
      const [secretPort, mutePort] = [secret, mute].map((listener) => (listener.address() as AddressInfo).port);
      for (const [endpoint, expected] of [
        [`https://127.0.0.1:${secretPort}`, /not known here \(\w+\)\. Set NODE_EXTRA_CA_CERTS/u],
        [server.place.endpoint.replace("http:", "https:"), /does not speak HTTPS there/u],
        [`http://127.0.0.1:${mutePort}`, /does not speak HTTP there \(HPE_/u],
        ["http://bucket.invalid", /Its name is not known|cannot be reached/u],
      ] as const)
        expect(await messageOf(storeAt({ endpoint }).check())).toMatch(expected);
    } finally {
      secret.close();
      mute.close();
    }
  });

  it("[OBJ33] no room, no permission and what is no object store are told apart, and none is a missing blob", async () => {
    const refuse = (status: number, code: string) => (server.fault = () => ({ status, code }));
    refuse(403, "QuotaExceeded");
    await expect(store.put("a/b", bytesOf(Buffer.from("x")))).rejects.toThrow(StoreFullError);
    refuse(507, "XMinioStorageFull");
    await expect(store.put("a/b", bytesOf(Buffer.from("x")))).rejects.toThrow(StoreFullError);
    refuse(403, "AccessDenied");
    expect(await messageOf(store.get("a/b"))).toMatch(/may not do this in the bucket recordings\. Let it list, read/u);
    refuse(404, "NoSuchBucket");
    expect(await messageOf(store.get("a/b"))).toMatch(/There is no bucket recordings/u);
    refuse(404, "");
    expect(await messageOf(store.get("a/b"))).toMatch(/answered 404/u);
    refuse(404, "NoSuchKey");
    await expect(store.get("a/b")).rejects.toThrow(ObjectMissingError);
    await store.delete("a/b");
  });

  it("[OBJ34] a check writes once and lists from then on, and writes again after a failure; it does not wait long", async () => {
    const count = (): number => server.asked.filter((asked) => asked.startsWith("PUT")).length;
    await store.check();
    await store.check();
    expect([count(), server.asked.length]).toEqual([1, 3]);
    expect(server.bucket.versionCount()).toBe(0);
    const other = storeAt({});
    server.fault = () => "silent";
    const beganMs = performance.now();
    expect(await messageOf(other.check())).toMatch(/said nothing for too long/u);
    expect(performance.now() - beganMs).toBeLessThan(3000);
    server.fault = (asked) => (asked.startsWith("PUT") ? { status: 403, code: "AccessDenied" } : null);
    expect(await messageOf(other.check())).toMatch(/AccessDenied/u);
    server.fault = () => null;
    await other.check();
    expect(count()).toBe(3);
  });

  it("[OBJ34] the sum of all blobs is the last one known while the server is away", async () => {
    const hasty = storeAt({}, { sumKeptMs: 0 });
    server.fault = () => ({ status: 403, code: "AccessDenied" });
    await expect(hasty.totalBytes()).rejects.toThrow(StoreAwayError);
    server.fault = () => null;
    await store.put("a/b", bytesOf(Buffer.from("four")));
    expect([await hasty.totalBytes(), await store.totalBytes()]).toEqual([4, 4]);
    server.fault = () => ({ status: 403, code: "AccessDenied" });
    expect(await Promise.all([hasty.totalBytes(), hasty.totalBytes()])).toEqual([4, 4]);
    server.fault = () => null;
    await store.put("a/c", bytesOf(Buffer.from("x")));
    expect([await hasty.totalBytes(), await store.totalBytes()]).toEqual([5, 4]);
  });
});

describe("a bucket of others", () => {
  it("[OBJ35] what is not ours is neither listed nor removed, and no listing of many pages loses one", async () => {
    const at = new Date();
    for (const name of ["photos/a.jpg", "solewise/.check", "solewise/Photo/a", "solewise/one", "solewise2/a/b"])
      server.bucket.put(name, Buffer.from("x"), at);
    server.bucket.beginUpload("photos/b.jpg", new Date(0));
    for (let index = 0; index < 25; index++) await store.put(`a/blob-${index}`, bytesOf(Buffer.from("x")));
    server.bucket.pageCount = 4;
    const keys: string[] = [];
    for await (const { key } of store.list()) keys.push(key);
    expect(keys.toSorted()).toEqual(Array.from({ length: 25 }, (_, index) => `a/blob-${index}`).toSorted());
    expect(await store.removeUnfinished(at)).toBe(0);
  });

  it("[OBJ35] a bucket that keeps versions keeps none of what was deleted", async () => {
    server.bucket.keepsVersions = true;
    await store.put("a/b", bytesOf(Buffer.from("x")));
    await store.put("a/b2", bytesOf(Buffer.from("y")));
    await store.delete("a/b");
    expect(server.bucket.versionCount()).toBe(1);
    await expect(store.get("a/b")).rejects.toThrow(ObjectMissingError);
    expect((await read("a/b2")).toString()).toBe("y");
    await store.delete("a/b2");
    await store.delete("a/b2");
    expect(server.bucket.versionCount()).toBe(0);
  });
});

describe("a blob of many parts", () => {
  it("[OBJ31] is taken from its source one part at a time", async () => {
    let takenBytes = 0;
    const source = async function* (): AsyncGenerator<Uint8Array> {
      const piece = Buffer.alloc(1_000_000, 7);
      for (let index = 0; index < 30; index++) {
        const sentBytes = server.asked.filter((asked) => /^PUT .* partNumber/u.test(asked)).length * PART_BYTES;
        expect(takenBytes - sentBytes).toBeLessThanOrEqual(PART_BYTES + piece.length);
        takenBytes += piece.length;
        yield await Promise.resolve(piece);
      }
    };
    expect((await store.put("a/b", source())).storedBytes).toBe(30_000_000);
  });
});

describe("answers of a server", () => {
  it("[OBJ35] texts in XML are read as they were meant", () => {
    const xml = '<?xml version="1.0"?><R xmlns="x"><Key>a&amp;b&lt;&#x41;&#66;</Key><Key x="1">2</Key><Keys/></R>';
    expect(textOf(xml, "Key")).toBe("a&b<AB");
    expect(elementsOf(xml, "Key")).toEqual(["a&amp;b&lt;&#x41;&#66;", "2"]);
    expect(textOf(xml, "Keys")).toBeNull();
  });
});
