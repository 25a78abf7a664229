// What the home CA may speak for: names and addresses that no site of the web has. Comes in: this machine's names and those
// asked for. Goes out: the list, its X.509 extension, and whether a host is on it. Source: RFC 5280 §4.2.1.10.
import { isIP } from "node:net";
import * as der from "./der.ts";
import { ipBytes, isInNetwork, parseNetwork } from "./ip-bytes.ts";

/**
 * Networks that are nowhere on the public internet: private (RFC 1918), loopback, link-local, shared (RFC 6598, VPNs),
 * documentation (RFC 5737, laboratories), IPv6 loopback, link-local, unique local (RFC 4193), documentation.
 */
export const HOME_NETWORKS = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "100.64.0.0/10",
  "192.0.2.0/24",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "::1/128",
  "fe80::/10",
  "fc00::/7",
  "2001:db8::/32",
] as const;

/** Domains that nobody can own on the web: RFC 6762, RFC 6761, RFC 8375, ICANN's resolution of 2024 on `internal`. */
export const HOME_DOMAINS = ["local", "lan", "home.arpa", "internal", "test", "localhost"] as const;

/** What one CA may speak for. A domain stands for itself and all below it. */
export interface PermittedHosts {
  domains: string[];
  networks: string[];
}

/** The home's names and networks, and the extra hosts that lie outside them. */ // SRV31
export function permitHosts(extraHosts: readonly string[]): PermittedHosts {
  const permitted: PermittedHosts = { domains: [...HOME_DOMAINS], networks: [...HOME_NETWORKS] };
  for (const host of extraHosts) {
    if (isPermitted(host, permitted)) continue;
    if (isIP(host) === 0) permitted.domains.push(host);
    else permitted.networks.push(`${host}/${isIP(host) === 4 ? 32 : 128}`);
  }
  return permitted;
}

/** Whether a certificate for this host is within what the CA may speak for. */
export function isPermitted(host: string, { domains, networks }: PermittedHosts): boolean {
  if (isIP(host) !== 0) return networks.some((network) => isInNetwork(host, parseNetwork(network)));
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** A GeneralName: DNS name [2] or IP address [7]; `constraint` adds the mask. */
export function generalName(host: string): Buffer {
  return isIP(host) === 0 ? der.implicit(2, Buffer.from(host, "latin1")) : der.implicit(7, ipBytes(host));
}

/** Value of the nameConstraints extension: permittedSubtrees [0]. */
export function encodeNameConstraints({ domains, networks }: PermittedHosts): Buffer {
  const bases = [
    ...domains.map(generalName),
    ...networks.map((network) => {
      const { address, mask } = parseNetwork(network);
      return der.implicit(7, Buffer.concat([address, mask]));
    }),
  ];
  return der.sequence(der.explicit(0, ...bases.map((base) => der.sequence(base))));
}
