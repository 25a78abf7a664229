// Addresses as bytes, and the networks they lie in.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipBytes, isInNetwork, parseNetwork } from "./ip-bytes.ts";

describe("addresses as bytes", () => {
  it("[SRV31] both families, every way of writing them", () => {
    expect([...ipBytes("192.168.0.1")]).toEqual([192, 168, 0, 1]);
    expect(ipBytes("::1").toString("hex")).toBe("00000000000000000000000000000001");
    expect(ipBytes("fe80::").toString("hex")).toBe("fe800000000000000000000000000000");
    expect(ipBytes("2001:db8::a:1").toString("hex")).toBe(
      "20010db800000000000000000000000a0001".replace("0000000a", "000a"),
    );
    expect(ipBytes("::ffff:192.168.0.1").toString("hex")).toBe("00000000000000000000ffffc0a80001");
    expect(() => ipBytes("256.1.1.1")).toThrow(/expected an IP address/u);
  });

  it("[SRV31] an address lies in its own network of every length, and not where a network bit differs", () => {
    const octets = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(octets, fc.integer({ min: 1, max: 32 }), fc.nat(31), (bytes, length, bit) => {
        const address = bytes.join(".");
        const network = parseNetwork(`${address}/${length}`);
        const other = bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (0x80 >> (bit & 7)) : byte)).join(".");
        expect(isInNetwork(address, network)).toBe(true);
        expect(isInNetwork(other, network)).toBe(bit >= length);
      }),
    );
  });

  it("[SRV31] the families do not mix", () => {
    expect(isInNetwork("::1", parseNetwork("0.0.0.0/0"))).toBe(false);
    expect(isInNetwork("10.0.0.1", parseNetwork("::/0"))).toBe(false);
  });
});
