// Reads extensions back out of a certificate that this server made. Comes in: DER. Goes out: an extension's value, the hosts
// that a CA may speak for. Source: X.690, RFC 5280 §4.1.
import * as der from "./der.ts";
import type { PermittedHosts } from "./name-constraints.ts";

interface DerValue {
  tag: number;
  content: Buffer;
}

/** The values inside a constructed one. Throws on what is cut short. */
function children(content: Buffer): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < content.length;) {
    const tag = content.readUInt8(at);
    const short = content.readUInt8(at + 1);
    const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
    const length = lengthBytes === 0 ? short : content.readUIntBE(at + 2, lengthBytes);
    const start = at + 2 + lengthBytes;
    if (start + length > content.length) throw new Error("a certificate that is cut short");
    values.push({ tag, content: content.subarray(start, start + length) });
    at = start + length;
  }
  return values;
}

/** Value of the extension with this identifier, or null. */
export function extensionValue(certificate: Buffer, oid: string): Buffer | null {
  const [whole] = children(certificate);
  const [body] = children(whole?.content ?? Buffer.alloc(0));
  const holder = children(body?.content ?? Buffer.alloc(0)).find(({ tag }) => tag === 0xa3);
  const [list] = children(holder?.content ?? Buffer.alloc(0));
  const wanted = der.objectIdentifier(oid);
  const found = children(list?.content ?? Buffer.alloc(0)).find(({ content }) =>
    content.subarray(0, wanted.length).equals(wanted),
  );
  return found === undefined ? null : (children(found.content).at(-1)?.content ?? null);
}

function prefixLength(mask: Buffer): number {
  return mask.reduce((bits, byte) => bits + byte.toString(2).replaceAll("0", "").length, 0);
}

function networkText(bytes: Buffer): string {
  const half = bytes.length / 2;
  const address = bytes.subarray(0, half);
  const words = Array.from({ length: half / 2 }, (_, index) => address.readUInt16BE(index * 2).toString(16));
  return `${half === 4 ? address.join(".") : words.join(":")}/${prefixLength(bytes.subarray(half))}`;
}

/** What a CA made by this server may speak for; nothing when it says nothing. */
export function permittedHosts(certificate: Buffer): PermittedHosts {
  const value = extensionValue(certificate, "2.5.29.30");
  const [constraints] = value === null ? [] : children(value);
  const [permitted] = children(constraints?.content ?? Buffer.alloc(0));
  const bases = children(permitted?.content ?? Buffer.alloc(0)).flatMap(({ content }) => children(content).slice(0, 1));
  return {
    domains: bases.filter(({ tag }) => tag === 0x82).map(({ content }) => content.toString("latin1")),
    networks: bases.filter(({ tag }) => tag === 0x87).map(({ content }) => networkText(content)),
  };
}
