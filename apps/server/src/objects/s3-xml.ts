// Reads the XML that S3 answers with: elements without attributes that matter, nested a few levels. Comes in: its text. Goes
// out: texts of elements by their names. Source: the service model of S3 API version 2006-03-01.
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/giu, (whole, hex, decimal, name) => {
    if (typeof name === "string") return ENTITIES[name] ?? whole;
    const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}

/** Insides of every element of a name, as XML. */
export function elementsOf(xml: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, "gu");
  return Array.from(xml.matchAll(pattern), ([, inside = ""]) => inside);
}

/** Text of the first element of a name; null: there is none. */
export function textOf(xml: string, name: string): string | null {
  const inside = elementsOf(xml, name)[0];
  return inside === undefined ? null : decode(inside);
}

/** Text for an element. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}
