// UUIDv7 of the server's own: analyses, edits of programs. Comes in: the clock, random bytes. Source: RFC 9562 §5.7.

/** 48 bits of milliseconds, then random bits. */
export function makeId(surroundings: { now: () => Date; randomBytes: (count: number) => Buffer }): string {
  const bytes = Buffer.from(surroundings.randomBytes(16));
  bytes.writeUIntBE(surroundings.now().getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
