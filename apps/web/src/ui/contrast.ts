// How well two colours stand apart. Comes in: sRGB colours as #rrggbb. Goes out: WCAG 2.2 contrast ratios, and distances
// as eyes with and without each kind of cone see them.
// Sources: WCAG 2.2 "relative luminance"; Machado, Oliveira, Fernandes 2009 (severity 1 matrices); CIE 1976 L*a*b*, D65.

export type Rgb = readonly [red: number, green: number, blue: number];

/** "#rrggbb" as three parts 0…1; throws on any other text. */
export function parseHex(text: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (match === null) throw new Error(`expected a colour like #1667b7, came ${text}`);
  const part = (index: number) => Number.parseInt(match[index] ?? "", 16) / 255;
  return [part(1), part(2), part(3)];
}

function toLinear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance, 0…1. */
export function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);
}

/** Contrast ratio, 1…21. */
export function contrastRatio(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

type Matrix = readonly [Rgb, Rgb, Rgb];

/** Kinds of sight; each matrix acts on linear RGB. */
export const SIGHTS: Readonly<Record<"normal" | "protanopia" | "deuteranopia" | "tritanopia", Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function multiply(matrix: Matrix, [x, y, z]: Rgb): Rgb {
  const row = ([a, b, c]: Rgb) => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** Linear sRGB to CIE XYZ, divided by the D65 white. */
const TO_XYZ: Matrix = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
];

function toLab(linear: Rgb): Rgb {
  const root = (part: number) => (part > 216 / 24389 ? Math.cbrt(part) : (24389 / 27 / 116) * part + 16 / 116);
  const xyz = multiply(TO_XYZ, linear);
  const [x, y, z] = [root(xyz[0]), root(xyz[1]), root(xyz[2])];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Distance ΔE*ab (1976) of two colours for one kind of sight; 2.3 is just noticeable. */
export function colourDistance(one: Rgb, other: Rgb, sight: keyof typeof SIGHTS): number {
  const seen = ([red, green, blue]: Rgb): Rgb => {
    const [r, g, b] = multiply(SIGHTS[sight], [toLinear(red), toLinear(green), toLinear(blue)]);
    const clamp = (part: number) => Math.min(1, Math.max(0, part));
    return toLab([clamp(r), clamp(g), clamp(b)]);
  };
  const [a, b] = [seen(one), seen(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** A computed colour, "rgb(22, 103, 183)", as three parts 0…1; throws on any other text. */
export function parseComputed(text: string): Rgb {
  const match = /^rgba?\((\d+), (\d+), (\d+)/.exec(text);
  if (match === null) throw new Error(`expected a computed colour like rgb(22, 103, 183), came ${text}`);
  const part = (index: number) => Number(match[index]) / 255;
  return [part(1), part(2), part(3)];
}
