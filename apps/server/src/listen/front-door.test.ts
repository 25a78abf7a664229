// Connections that never say what they are.
import { createServer } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { generateKey } from "../tls/key-pair-file.ts";
import { issueServer, pemOf } from "../tls/certificate.ts";
import { addTls } from "./front-door.ts";
import { listen } from "./listeners.ts";

function makeIdentity() {
  const key = generateKey();
  const issue = { notBefore: new Date(0), notAfter: new Date(4e12), serial: Buffer.alloc(16, 1) };
  const certificate = issueServer({ commonName: "test", key }, key, issue, ["localhost"]);
  return { cert: pemOf(certificate), key: key.export({ format: "pem", type: "pkcs8" }) };
}

describe("the front door", () => {
  it("[SRV23] closes a connection that says nothing, and one that stops in its handshake", async () => {
    const identity = makeIdentity();
    const makeServer = () => {
      const server = createServer();
      addTls(server, identity, 50);
      return server;
    };
    const listening = await listen({ hosts: ["127.0.0.1"], port: 0, createServer: makeServer });
    for (const bytes of [Buffer.alloc(0), Buffer.of(22, 3, 1)]) {
      const socket = connect(listening.port, "127.0.0.1", () => socket.write(bytes));
      socket.on("error", () => undefined);
      socket.resume();
      await new Promise((resolve) => socket.once("close", resolve));
      expect(socket.destroyed).toBe(true);
    }
    await listening.close();
  });
});
