// IP addresses as bytes, and whether a network holds them.
import { isIP } from "node:net";

/** The 4 or 16 bytes of an address in text form (RFC 4291 §2.2). Throws when it is none. */
export function ipBytes(address: string): Buffer {
  const family = isIP(address);
  if (family === 4) return Buffer.from(address.split(".").map(Number));
  if (family !== 6) throw new Error(`expected an IP address, came ${JSON.stringify(address)}`);
  const text = address.replace(/%.*$/u, "").replace(/[\d.]+\.[\d.]+$/u, embeddedGroups);
  const [head = "", tail] = text.split("::");
  const left = groups(head);
  const right = groups(tail ?? "");
  const zeros = new Array<number>(8 - left.length - right.length).fill(0);
  return Buffer.from([...left, ...zeros, ...right].flatMap((group) => [group >> 8, group & 0xff]));
}

function embeddedGroups(dotted: string): string {
  const bytes = Buffer.from(dotted.split(".").map(Number));
  return `${bytes.readUInt16BE(0).toString(16)}:${bytes.readUInt16BE(2).toString(16)}`;
}

function groups(text: string): number[] {
  return text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
}

/** A network: address and the number of its leading bits, `10.0.0.0/8`. */
export interface IpNetwork {
  address: Buffer;
  mask: Buffer;
}

/** Reads `10.0.0.0/8`; a plain address is a network of one. */
export function parseNetwork(text: string): IpNetwork {
  const [base = "", prefix] = text.split("/");
  const address = ipBytes(base);
  const bitCount = prefix === undefined ? address.length * 8 : Number(prefix);
  const mask = Buffer.from(address.map((_, index) => 0xff & ~(0xff >> Math.min(8, Math.max(0, bitCount - index * 8)))));
  return { address, mask };
}

/** Whether an address lies in a network. */
export function isInNetwork(address: string, network: IpNetwork): boolean {
  const bytes = ipBytes(address);
  if (bytes.length !== network.address.length) return false;
  return bytes.every((byte, index) => ((byte ^ (network.address[index] ?? 0)) & (network.mask[index] ?? 0)) === 0);
}
