// Several addresses with one port: missing ones, busy ones.
import { createServer as createHttpServer } from "node:http";
import { describe, expect, it } from "vitest";
import { rawRequest } from "../testing/raw-request.ts";
import { listen } from "./listeners.ts";

const createServer = () => createHttpServer((_request, response) => response.end("here"));
const ELSEWHERE = "2001:db8::77"; // documentation addresses: no machine has one

describe("listening", () => {
  it("[SRV3] an address that the machine does not have is skipped", async () => {
    const listening = await listen({ hosts: ["127.0.0.1", ELSEWHERE], port: 0, createServer });
    expect(listening.hosts).toEqual(["127.0.0.1"]);
    expect((await rawRequest({ port: listening.port })).body.toString()).toBe("here");
    await listening.close();
  });

  it("[SRV5] no address at all is refused", async () => {
    await expect(listen({ hosts: [ELSEWHERE], port: 0, createServer })).rejects.toThrow(/no address 2001:db8::77/u);
  });

  it("[SRV5] when the second address is busy, the first is let go", async () => {
    const taken = await listen({ hosts: ["127.0.0.2"], port: 0, createServer });
    const plan = { hosts: ["127.0.0.1", "127.0.0.2"], port: taken.port, createServer };
    await expect(listen(plan)).rejects.toThrow(/taken/u);
    await taken.close();
    const free = await listen(plan);
    expect(free.hosts).toHaveLength(2);
    await free.close();
  });
});
