// Who may be asked for what: names, addresses, plain HTTP and HTTPS.
import { describe, expect, it } from "vitest";
import { type GateRequest, type GateRules, httpsAuthority, type HttpsRules, judgeRequest } from "./host-gate.ts";

const LOOPBACK: GateRules = { loopbackOnly: true, hosts: new Set(["app.example.org"]), https: null };
const HTTPS: HttpsRules = {
  certifies: (host) => ["kitchen.local", "192.168.1.7", "localhost", "fd00::2"].includes(host),
  preferredHost: "192.168.1.7",
};
const HOME: GateRules = { loopbackOnly: false, hosts: new Set(["kitchen"]), https: HTTPS };

function request(hostHeader: string | undefined, more: Partial<GateRequest> = {}): GateRequest {
  return { hostHeader, encrypted: false, fromThisMachine: true, path: "/", ...more };
}

describe("the gate", () => {
  it("[SRV18] on loopback, this machine's names and ALLOWED_HOSTS pass", () => {
    const passing = [
      "localhost:8787",
      "LOCALHOST",
      "127.0.0.1:1",
      "[::1]:8787",
      "app.localhost",
      "app.example.org",
      "app.example.org.",
    ];
    for (const host of passing) expect([host, judgeRequest(request(host), LOOPBACK).kind]).toEqual([host, "pass"]);
  });

  it("[SRV18] on loopback, every other name and address is refused", () => {
    const refused = [
      undefined,
      "",
      "evil.example",
      "localhost.evil.example",
      "192.168.1.7",
      "127.0.0.1.nip.io",
      "a b",
      "localhost:x",
    ];
    for (const host of refused) expect([host, judgeRequest(request(host), LOOPBACK).kind]).toEqual([host, "refused"]);
  });

  it("[SRV18] on the network, addresses and the certificate's names pass, strangers do not, HTTPS or not", () => {
    for (const encrypted of [true, false]) {
      const open = { encrypted, path: "/trust" };
      for (const host of ["10.1.1.1:8787", "[fd00::9]", "kitchen.local", "kitchen"])
        expect([host, judgeRequest(request(host, open), HOME).kind]).toEqual([host, "pass"]);
      expect(judgeRequest(request("evil.example", open), HOME).kind).toBe("refused");
    }
  });

  it("[SRV19] plain HTTP: the app for this machine, trust and health for all, the rest to HTTPS", () => {
    expect(judgeRequest(request("localhost:8787"), HOME)).toEqual({ kind: "pass" });
    expect(judgeRequest(request("localhost:8787", { fromThisMachine: false }), HOME).kind).toBe("to-https");
    for (const path of ["/trust", "/trust/solewise-ca.crt", "/healthz"])
      expect(judgeRequest(request("192.168.1.7:8787", { path, fromThisMachine: false }), HOME).kind).toBe("pass");
    const passage = judgeRequest(request("192.168.1.7:8787", { path: "/trusted" }), HOME);
    expect(passage).toEqual({ kind: "to-https", authority: "192.168.1.7:8787" });
    expect(judgeRequest(request("192.168.1.7:8787", { encrypted: true }), HOME)).toEqual({ kind: "pass" });
  });

  it("[SRV19] the redirect goes to a host that the certificate has, at the same port", () => {
    expect(httpsAuthority("kitchen:8787", HTTPS)).toBe("192.168.1.7:8787");
    expect(httpsAuthority("kitchen.local:8787", HTTPS)).toBe("kitchen.local:8787");
    expect(httpsAuthority("[fd00::2]:8787", HTTPS)).toBe("[fd00::2]:8787");
    expect(httpsAuthority("[fd00::2]", HTTPS)).toBe("[fd00::2]");
  });
});
