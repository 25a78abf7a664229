// Senders that are answered while they still send, over real sockets.
import { createConnection } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, stopAll, type TestServer } from "../testing/running-server.ts";

/** Senders at once: one that ends at once takes its answer with it only now and then. */
const SENDER_COUNT = 20;
const CHUNK = `10000\r\n${"x".repeat(65_536)}\r\n`;
const RECORDING = `/api/v1/runs/${"0".repeat(8)}-0000-4000-8000-${"0".repeat(12)}/recordings/0`;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(stopAll);

/** What a sender reads that goes on sending until its connection ends. */
async function sendOn(head: string): Promise<string> {
  const socket = createConnection(server.port, "127.0.0.1");
  let [answer, isOver] = ["", false];
  socket.on("data", (bytes: Buffer) => (answer += bytes.toString())).on("error", () => undefined);
  const ended = new Promise((resolve) => socket.once("close", resolve)).then(() => (isOver = true));
  socket.write(`${head}\r\ntransfer-encoding: chunked\r\n\r\n`);
  const sending = setInterval(() => void (isOver || socket.write(CHUNK)), 1);
  await ended;
  clearInterval(sending);
  return answer;
}

/** What a sender reads whose body is whole, until the connection ends or a second is over. */
async function sendWhole(head: string, body: string): Promise<{ answer: string; isOpen: boolean }> {
  const socket = createConnection(server.port, "127.0.0.1");
  let answer = "";
  const ended = new Promise<false>((resolve) => socket.once("close", () => resolve(false)));
  socket.on("data", (bytes: Buffer) => (answer += bytes.toString()));
  socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 1)}`);
  await new Promise((resolve) => socket.once("data", resolve));
  socket.write(body.slice(1));
  const isOpen = await Promise.race([ended, new Promise<true>((resolve) => setTimeout(() => resolve(true), 1000))]);
  socket.destroy();
  return { answer, isOpen };
}

describe.each(["keep-alive", "close"])("a sender that asks for connection: %s", (connection) => {
  const headOf = (line: string, host: string, type: string): string =>
    `${line} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: ${type}\r\nconnection: ${connection}`;

  it.each([
    ["413", "POST /x", "localhost", "application/json"],
    ["401", `PATCH ${RECORDING}`, "localhost", "application/octet-stream"],
    ["404", "POST /api/v1/nothing", "localhost", "application/octet-stream"],
    ["421", "POST /x", "elsewhere.example", "application/json"],
    ["400", "POST /%zz", "localhost", "application/json"],
  ])("[SRV20] and goes on sending after %s hears so, and then it ends", async (status, line, host, type) => {
    const senders = Array.from({ length: SENDER_COUNT }, () => sendOn(headOf(line, host, type)));
    for (const answer of await Promise.all(senders))
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*"type":"about:blank"`, "u"));
  });

  it("[SRV20] is answered before its body's end, and keeps the connection if it asked so", async () => {
    const head = headOf(`PATCH ${RECORDING}`, "localhost", "application/octet-stream");
    const { answer, isOpen } = await sendWhole(head, "x".repeat(1000));
    expect(answer).toMatch(/^HTTP\/1\.1 401 /u);
    expect(isOpen).toBe(connection === "keep-alive");
  });
});
