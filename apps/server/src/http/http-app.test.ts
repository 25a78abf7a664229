// Files, headers and errors as a client gets them, over real sockets.
import { createConnection } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INDEX_HTML, SCRIPT } from "../testing/built-app.ts";
import { type RawAnswer, rawRequest } from "../testing/raw-request.ts";
import { startServer, stopAll, type TestServer } from "../testing/running-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(stopAll);

function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<RawAnswer> {
  return rawRequest({ port: server.port, path, headers, method });
}

/** Sends bytes as they are and returns everything that comes back. */
function sendBytes(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port: server.port, host: "127.0.0.1" }, () => socket.write(bytes));
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("error", reject);
    socket.on("end", () => socket.end());
    socket.on("close", () => resolve(text));
  });
}

describe("the app's files", () => {
  it("[SRV8] each file has its media type, and HEAD its length without a body", async () => {
    const types: [string, string][] = [
      ["/", "text/html; charset=utf-8"],
      ["/sw.js", "application/javascript; charset=utf-8"],
      ["/manifest.webmanifest", "application/manifest+json"],
      ["/assets/kernel-Cd34.wasm", "application/wasm"],
      ["/assets/demo-Ef56.csv", "text/csv; charset=utf-8"],
    ];
    for (const [path, type] of types) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers["content-type"]]).toEqual([path, 200, type]);
    }
    const head = await get("/", {}, "HEAD");
    expect([head.headers["content-length"], head.body.length]).toEqual([String(INDEX_HTML.length), 0]);
  });

  it("[SRV8] a file that the browser has is not sent again", async () => {
    const { headers } = await get("/sw.js");
    const again = await get("/sw.js", { "if-none-match": headers.etag ?? "" });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect(again.headers["content-security-policy"]).toContain("default-src 'self'");
  });

  it("[SRV9] hashed files never change, all others are asked for again", async () => {
    for (const path of ["/", "/index.html", "/sw.js", "/manifest.webmanifest"]) {
      expect((await get(path)).headers["cache-control"]).toBe("no-cache");
    }
    const asset = await get("/assets/index-Ab12.js");
    expect(asset.headers["cache-control"]).toBe("public,max-age=31536000,immutable");
  });

  it("[SRV10] an unknown page is the app's, an unknown file is not", async () => {
    const accept = { accept: "text/html,*/*;q=0.8" };
    const page = await get("/runs/0190?tab=form", accept);
    expect([page.status, page.body.toString(), page.headers["cache-control"]]).toEqual([200, INDEX_HTML, "no-cache"]);
    expect((await get("/runs/0190", accept, "HEAD")).status).toBe(200);
    const others: [string, Record<string, string>, string][] = [
      ["/runs/0190", { accept: "application/json" }, "GET"],
      ["/runs/0190", accept, "PUT"],
      ["/assets/gone-Xy99.js", accept, "GET"],
      ["/assets/gone", accept, "GET"],
      ["/gone.png", accept, "GET"],
      ["/%00", accept, "GET"],
      ["//gone", accept, "GET"],
      [`/${"a".repeat(14_000)}.js`, accept, "GET"],
    ];
    for (const [path, headers, method] of others) expect((await get(path, headers, method)).status).toBe(404);
  });

  it("[SRV11] no path leads out, and dot files are not there", async () => {
    const paths = [
      "/../package.json",
      "/..%2f..%2fetc/passwd",
      "/assets/../../x",
      "/%2e%2e/%2e%2e/etc/passwd",
      "//etc/passwd",
    ];
    const dots = ["/.env", "/.git/config", "/%2eenv", "/assets/..%5c.env"];
    for (const path of [...paths, ...dots]) {
      const answer = await get(path, { accept: "text/html" });
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
      expect(answer.body.toString()).not.toMatch(/root:|SECRET|secret|"name"/u);
    }
  });

  it("[SRV12] a compressed copy is sent to those who take it", async () => {
    const path = "/assets/index-Ab12.js";
    const brotli = await get(path, { "accept-encoding": "gzip, br" });
    expect(brotli.headers).toMatchObject({ "content-encoding": "br", vary: "accept-encoding" });
    expect(brotli.headers["content-type"]).toBe("application/javascript; charset=utf-8");
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
    const gzip = await get(path, { "accept-encoding": "gzip" });
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
    const plain = await get(path);
    expect([plain.body.toString(), plain.headers["content-encoding"]]).toEqual([SCRIPT, undefined]);
    const page = await get("/", { "accept-encoding": "br" });
    expect([page.body.toString(), page.headers["cache-control"]]).toEqual([INDEX_HTML, "no-cache"]);
  });

  it("[SRV13] a share that no service worker took is told so, whatever its size and type", async () => {
    for (const type of ["multipart/form-data; boundary=x", "text/csv", "application/json"]) {
      const body = Buffer.alloc(3_000_000, 97);
      const headers = { "content-type": type };
      const answer = await rawRequest({ port: server.port, path: "/share", method: "POST", headers, body });
      expect([answer.status, answer.headers.location]).toEqual([303, "/import?share=missed"]);
    }
  });
});

describe("every answer", () => {
  const names = [
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
  ];

  it("[SRV14] carries the security headers, and nothing about the software", async () => {
    const answers = [
      await get("/"),
      await get("/healthz"),
      await get("/gone.js"),
      await get("/%E0%A4%A"),
      await get("/trust"),
      await get("/", { host: "evil.example" }),
      await get("/assets/index-Ab12.js", { range: "bytes=9999999-" }),
      await rawRequest({ port: server.port, path: "/share", method: "POST", body: "x" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 400, 404, 421, 416, 303]);
    for (const { headers } of answers) {
      expect(names.filter((name) => headers[name] === undefined)).toEqual([]);
      expect([headers["server"], headers["x-powered-by"], headers["strict-transport-security"]]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it("[SRV14] the policy allows own scripts and wasm, and nothing inline or from elsewhere", async () => {
    const policy = (await get("/")).headers["content-security-policy"] as string;
    const directives = new Map(
      policy.split("; ").map((part) => [part.split(" ")[0], part.split(" ").slice(1).join(" ")]),
    );
    expect(directives.get("script-src")).toBe("'self' 'wasm-unsafe-eval'");
    expect(directives.get("style-src")).toBe("'self'");
    expect(directives.get("default-src")).toBe("'self'");
    expect(directives.get("frame-ancestors")).toBe("'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|upgrade-insecure/u);
  });

  it("[SRV14] an unreadable request is answered with them too", async () => {
    const text = await sendBytes("NOT HTTP AT ALL\r\n\r\n");
    expect(text).toMatch(/^HTTP\/1\.1 400 /u);
    for (const name of names) expect(text.toLowerCase()).toContain(`\r\n${name}: `);
  });

  it("[SRV14] so is one without a Host, which the gate refuses", async () => {
    const text = await sendBytes("GET / HTTP/1.1\r\nconnection: close\r\n\r\n");
    expect(text).toMatch(/^HTTP\/1\.1 421 /u);
    for (const name of names) expect(text.toLowerCase()).toContain(`\r\n${name}: `);
  });

  it("[SRV16] errors are problem documents that nobody keeps", async () => {
    const { status, headers, body } = await get("/gone.js");
    expect(headers).toMatchObject({
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
    });
    expect(JSON.parse(body.toString())).toEqual({
      type: "about:blank",
      title: "Not Found",
      status,
      detail: "There is nothing at this address.",
    });
  });

  it("[SRV17] /healthz tells version and start", async () => {
    const { status, headers, body } = await get("/healthz");
    const health = JSON.parse(body.toString()) as Record<string, string>;
    expect([status, headers["cache-control"], health["status"]]).toEqual([200, "no-store", "ok"]);
    expect(health["version"]).toMatch(/^\d+\.\d+\.\d+/u);
    expect(new Date(health["startedAt"] ?? "").toISOString()).toBe(health["startedAt"]);
  });

  it("[SRV20] a large body is refused", async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ text: "x".repeat(70_000) });
    const answer = await rawRequest({ port: server.port, path: "/x", method: "POST", headers, body });
    expect([answer.status, answer.headers["content-type"]]).toEqual([413, "application/problem+json; charset=utf-8"]);
    const unsent = await sendBytes(
      "POST /x HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n" +
        "connection: close\r\n\r\n{}",
    );
    expect(unsent).toMatch(/^HTTP\/1\.1 413 /u);
  });

  it("[SRV21] requests leave no line in the log", async () => {
    await get("/runs?token=secret", { accept: "text/html" });
    await get("/gone?token=secret");
    expect(server.log).toEqual([]);
  });
});
