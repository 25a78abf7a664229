// The addresses under which others reach this machine, best first. Comes in: the system's interfaces. Goes out: a list
// without loopback; bridges of containers and virtual machines and tunnels come last.
import { isIPv4 } from "node:net";
import type { NetworkInterfaceInfo } from "node:os";

/** One address of this machine. */
export interface LanAddress {
  address: string;
  interfaceName: string;
  /** Of a bridge, container, virtual machine or tunnel, as far as its name tells. */
  virtual: boolean;
}

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** Names that virtual interfaces have on Linux, macOS and Windows. */
const VIRTUAL =
  /^(?:docker|br-|veth|virbr|vmnet|vboxnet|vmenet|bridge|cni|flannel|cali|lxc|lxd|podman|tun|tap|utun|wg|tailscale|zt|awdl|llw|ifb|dummy|vEthernet|VirtualBox|VMware)/iu;
const WIRELESS_OR_WIRED = /^(?:en|eth|wl|wifi|wi-fi|ethernet|wlan|lan)/iu;

function isLinkLocal(address: string): boolean {
  return address.startsWith("169.254.") || /^fe[89ab]/iu.test(address);
}

/** Lower is better. */
function rank({ address, interfaceName, virtual }: LanAddress): number {
  const byKind = virtual ? 100 : WIRELESS_OR_WIRED.test(interfaceName) ? 0 : 10;
  const byFamily = isIPv4(address) ? 0 : 40;
  const byHabit = address.startsWith("192.168.") ? 0 : address.startsWith("10.") ? 1 : 2;
  return byKind + byFamily + byHabit + (isLinkLocal(address) && isIPv4(address) ? 50 : 0);
}

/** All addresses that a URL can name: IPv6 link-local ones are left out, they need a zone. */ // SRV25
export function lanAddresses(interfaces: Interfaces): LanAddress[] {
  const found = Object.entries(interfaces).flatMap(([interfaceName, infos = []]) =>
    infos
      .filter(({ internal, address }) => !internal && (isIPv4(address) || !isLinkLocal(address)))
      .map(({ address }) => ({ address: address.toLowerCase(), interfaceName, virtual: VIRTUAL.test(interfaceName) })),
  );
  return found
    .filter(({ address }, index) => found.findIndex((other) => other.address === address) === index)
    .sort((a, b) => rank(a) - rank(b) || (a.address < b.address ? -1 : 1));
}

/** This machine's name as DNS takes it, lower case; empty when it has none. */
export function machineName(hostname: string): string {
  const name = hostname.toLowerCase().replaceAll("_", "-").replace(/\.$/u, "");
  return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/u.test(name) && name !== "localhost" ? name : "";
}
