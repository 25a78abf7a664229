// The client on a fetch of the test's own.
import { describe, expect, it } from "vitest";
import { ApiProblem, createSolewiseClient, readAnswer, readUploadProgress, sendPiece } from "./index.ts";

interface Scene {
  sent: Request[];
  client: ReturnType<typeof createSolewiseClient>;
}

function sceneWith(answer: () => Response, token?: string): Scene {
  const sent: Request[] = [];
  const send = (request: Request): Promise<Response> => {
    sent.push(request);
    return Promise.resolve(answer());
  };
  const client = createSolewiseClient({
    origin: "https://shoe.example/",
    fetch: send,
    ...(token === undefined ? {} : { token }),
  });
  return { sent, client };
}

const json = (body: unknown, init: ResponseInit = {}): Response => Response.json(body, init);
const place = { runId: "0198", slot: 1 };

describe("a request", () => {
  it("[CLT1] goes to the origin with the token, and the body as JSON", async () => {
    const { sent, client } = sceneWith(() => json({}), "abc.def");
    await readAnswer(client.PATCH("/api/v1/me", { body: { displayName: "Ana" } }));
    const [request] = sent;
    expect([request?.url, request?.method]).toEqual(["https://shoe.example/api/v1/me", "PATCH"]);
    expect(request?.headers.get("authorization")).toBe("Bearer abc.def");
    expect(request?.headers.get("content-type")).toBe("application/json");
    expect(await request?.json()).toEqual({ displayName: "Ana" });
  });

  it("[CLT1] has no token unless given one, and bytes as they are", async () => {
    const { sent, client } = sceneWith(() => new Response(null, { status: 204, headers: { "upload-offset": "7" } }));
    expect(await sendPiece(client, place, { offsetBytes: 4, bytes: Uint8Array.of(0, 255, 10) })).toBe(7);
    const [request] = sent;
    expect(request?.url).toBe("https://shoe.example/api/v1/runs/0198/recordings/1");
    expect(request?.headers.get("authorization")).toBeNull();
    expect(request?.headers.get("content-type")).toBe("application/octet-stream");
    expect(request?.headers.get("upload-offset")).toBe("4");
    expect(await request?.bytes()).toEqual(Uint8Array.of(0, 255, 10));
  });
});

describe("an answer", () => {
  it("[CLT2] that refuses is an ApiProblem with its code, sentence and wait, and is asked for once", async () => {
    const type = { "content-type": "application/problem+json; charset=utf-8", "retry-after": "12" };
    const problem = { title: "Too Many Requests", status: 429, detail: "Wait.", code: "too-many-requests" };
    const { sent, client } = sceneWith(() => json(problem, { status: 429, headers: type }));
    const refused = await readAnswer(client.GET("/api/v1/me")).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect(refused).toMatchObject({ status: 429, code: "too-many-requests", message: "Wait.", retryAfterSec: 12 });
    expect(sent.length).toBe(1);
  });

  it("[CLT2] says when to come again in seconds or by a date, from the answer's own clock", async () => {
    const at = (name: string, value: string): Response =>
      new Response(null, { status: 503, headers: { date: "Sun, 22 Nov 2026 09:00:00 GMT", [name]: value } });
    const waitOf = (answer: Response): unknown =>
      readAnswer(sceneWith(() => answer).client.GET("/api/v1/me")).catch((error: ApiProblem) => error.retryAfterSec);
    expect(await waitOf(at("retry-after", "Sun, 22 Nov 2026 09:01:30 GMT"))).toBe(90);
    expect(await waitOf(at("retry-after", "Sun, 22 Nov 2026 08:00:00 GMT"))).toBe(0);
    expect(await waitOf(at("retry-after", "soon"))).toBeNull();
    expect(await waitOf(at("vary", "accept"))).toBeNull();
  });

  it("[CLT2] of something between is told as what it is", async () => {
    const page = (): Response => new Response("<h1>Bad</h1>", { status: 502, statusText: "Bad Gateway" });
    const refused = readAnswer(sceneWith(page).client.GET("/api/v1/me"));
    await expect(refused).rejects.toMatchObject({ status: 502, code: "no-problem", retryAfterSec: null });
    await expect(refused).rejects.toThrow("The server answered 502 Bad Gateway");
    const bare = (): Response =>
      json({ detail: 7 }, { status: 404, headers: { "content-type": "application/problem+json" } });
    const bareOne = readAnswer(sceneWith(bare).client.GET("/api/v1/me"));
    await expect(bareOne).rejects.toMatchObject({ status: 404, code: "http-404" });
  });

  it("[CLT2] of a place that only hands out files is told as no server", async () => {
    const page = { headers: { "content-type": "text/html; charset=utf-8" } };
    const home = readAnswer(sceneWith(() => new Response("<!doctype html>", page)).client.GET("/api/v1/me"));
    await expect(home).rejects.toMatchObject({ status: 0, code: "no-server", isAway: true });
    const lost = sceneWith(() => new Response("Not found", { status: 404 })).client.GET("/api/v1/me");
    await expect(readAnswer(lost)).rejects.toMatchObject({ status: 404, code: "no-server", isAway: true });
  });

  it("[CLT2] that never came, or half of it, is a problem of status 0; breaking off is the caller's own", async () => {
    const broken = new TypeError("fetch failed");
    const open = (fetch: () => Promise<Response>) => createSolewiseClient({ origin: "https://shoe.example", fetch });
    const never = readAnswer(open(() => Promise.reject(broken)).GET("/api/v1/me"));
    await expect(never).rejects.toMatchObject({ status: 0, code: "no-answer", cause: broken, isAway: true });
    const half = readAnswer(open(() => Promise.resolve(new Response('{"me":'))).GET("/api/v1/me"));
    await expect(half).rejects.toMatchObject({ status: 0, code: "answer-cut-short", isAway: true });
    const stopped = new DOMException("stopped", "AbortError");
    await expect(readAnswer(open(() => Promise.reject(stopped)).GET("/api/v1/me"))).rejects.toBe(stopped);
  });

  it.each([
    [408, true],
    [425, true],
    [429, true],
    [500, true],
    [503, true],
    [400, false],
    [401, false],
    [404, false],
    [409, false],
    [410, false],
    [422, false],
  ])("[CLT5] %i: away is %s", (status, isAway) => {
    expect(new ApiProblem(status, "some-code", "Sentence.").isAway).toBe(isAway);
  });

  it("[CLT3] tells an upload's offset and length, and lacks neither in silence", async () => {
    const headers = { "upload-offset": "5", "upload-length": "90" };
    const { client } = sceneWith(() => new Response(null, { headers }));
    expect(await readUploadProgress(client, place)).toEqual({ offsetBytes: 5, lengthBytes: 90 });
    const without = sceneWith(() => new Response(null)).client;
    await expect(readUploadProgress(without, place)).rejects.toThrow("upload-offset in bytes, but it was missing");
  });
});
