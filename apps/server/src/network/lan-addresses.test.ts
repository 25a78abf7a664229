// Which address a phone is told.
import { describe, expect, it } from "vitest";
import { lanAddresses, machineName } from "./lan-addresses.ts";

function info(address: string, internal = false) {
  const rest = { internal, netmask: "", mac: "", cidr: null };
  return address.includes(":")
    ? { address, family: "IPv6" as const, scopeid: 0, ...rest }
    : { address, family: "IPv4" as const, ...rest };
}

describe("addresses of this machine", () => {
  it("[SRV25] real interfaces come before bridges and tunnels, IPv4 before IPv6", () => {
    const found = lanAddresses({
      lo: [info("127.0.0.1", true), info("::1", true)],
      docker0: [info("172.17.0.1")],
      "br-0a1b": [info("192.168.240.1")],
      tailscale0: [info("100.70.1.2")],
      wlan0: [info("fe80::1"), info("fd00::7"), info("192.168.1.7")],
      eth0: [info("10.0.0.7")],
    });
    const virtual = ["192.168.240.1", "100.70.1.2", "172.17.0.1"];
    expect(found.map(({ address }) => address)).toEqual(["192.168.1.7", "10.0.0.7", "fd00::7", ...virtual]);
  });

  it("[SRV25] no network is an empty list", () => {
    expect(lanAddresses({ lo: [info("127.0.0.1", true)] })).toEqual([]);
  });

  it("[SRV29] the machine's name is one that DNS takes, or none", () => {
    expect(["Annas-Mac", "my_pi", "box.example.org.", "büro", "", "localhost"].map(machineName)).toEqual([
      "annas-mac",
      "my-pi",
      "box.example.org",
      "",
      "",
      "",
    ]);
  });
});
