// DER, as much of it as a certificate needs. Comes in: values. Goes out: bytes. Source: ITU-T X.690 §8, §10, §11.

/** One value: tag, length, content. */
function value(tag: number, content: Uint8Array): Buffer {
  const count = content.length;
  if (count < 0x80) return Buffer.concat([Buffer.of(tag, count), content]);
  const hex = count.toString(16);
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, content]);
}

export function sequence(...parts: Uint8Array[]): Buffer {
  return value(0x30, Buffer.concat(parts));
}

export function set(...parts: Uint8Array[]): Buffer {
  return value(0x31, Buffer.concat(parts));
}

export function octetString(content: Uint8Array): Buffer {
  return value(0x04, content);
}

/** Bits in whole bytes but the last `unusedBitCount`. */
export function bitString(content: Uint8Array, unusedBitCount = 0): Buffer {
  return value(0x03, Buffer.concat([Buffer.of(unusedBitCount), content]));
}

export function boolean(truth: boolean): Buffer {
  return value(0x01, Buffer.of(truth ? 0xff : 0));
}

/** A whole number ≥ 0, big-endian in its shortest form. */
export function unsignedInteger(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const shortest = bytes.subarray(start);
  return value(0x02, (shortest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), shortest]) : shortest);
}

export function utf8String(text: string): Buffer {
  return value(0x0c, Buffer.from(text, "utf8"));
}

/** An object identifier in dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const septets = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      septets.unshift((left & 0x7f) | 0x80);
    return septets;
  });
  return value(0x06, Buffer.from(bytes));
}

/** A time to the second: UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5). */
export function time(at: Date): Buffer {
  const digits = `${at.toISOString().slice(0, 19).replaceAll(/[-:T]/gu, "")}Z`;
  return at.getUTCFullYear() < 2050
    ? value(0x17, Buffer.from(digits.slice(2), "latin1"))
    : value(0x18, Buffer.from(digits, "latin1"));
}

/** Context tag `index` around whole values. */
export function explicit(index: number, ...parts: Uint8Array[]): Buffer {
  return value(0xa0 | index, Buffer.concat(parts));
}

/** Context tag `index` in place of a primitive value's own. */
export function implicit(index: number, content: Uint8Array): Buffer {
  return value(0x80 | index, content);
}
