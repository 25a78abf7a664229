// What a reader of a recording accepts. Comes in: its headers. Goes out: whether gzip, whether it has the recording already.
// Source: RFC 9110 §12.5.3, §13.1.2.

/** Whether gzip may be sent: named, or `*`, and not with weight 0. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  const parts = String(header ?? "")
    .toLowerCase()
    .split(",")
    .map((part) => part.trim());
  const weightOf = (name: string): number | null => {
    const part = parts.find((candidate) => candidate.split(";", 1)[0]?.trim() === name);
    if (part === undefined) return null;
    return Number(/;\s*q=([\d.]+)/u.exec(part)?.[1] ?? 1);
  };
  return (weightOf("gzip") ?? weightOf("*") ?? 0) > 0;
}

/** Whether an If-None-Match names this content, in whatever encoding it came. */
export function isSameTag(header: string | undefined, sha256: Buffer): boolean {
  if (header === undefined) return false;
  const hex = sha256.toString("hex");
  return header.split(",").some((tag) => ["*", `"${hex}"`, `"${hex}-gzip"`].includes(tag.trim().replace(/^W\//u, "")));
}
