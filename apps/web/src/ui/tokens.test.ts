// The tokens and styles as written: contrast of every pair in both themes, sight of every kind, no stray colours or times.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { colourDistance, contrastRatio, parseHex, SIGHTS } from "./contrast.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const TOKENS = readFileSync(`${FOLDER}tokens.css`, "utf8");
const PAIR = /^ {2}(--[a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);$/gm;

const pairs = new Map([...TOKENS.matchAll(PAIR)].map(([, name = "", light = "", dark = ""]) => [name, [light, dark]]));

function colour(name: string, theme: 0 | 1) {
  const hex = pairs.get(name)?.[theme];
  if (hex === undefined) throw new Error(`tokens.css has no pair ${name}`);
  return parseHex(hex);
}

function ratio(front: string, back: string, theme: 0 | 1): number {
  return contrastRatio(colour(front, theme), colour(back, theme));
}

const THEMES = [
  ["light", 0],
  ["dark", 1],
] as const;

/** Surfaces that ordinary text lies on. */
const SURFACES = [
  "--surface-page",
  "--surface-card",
  "--surface-sunken",
  "--surface-raised",
  "--surface-control",
  "--surface-hover",
];

/** Text on its own surfaces: [text, surfaces]. */
const TEXTS: [string, string[]][] = [
  [
    "--text",
    [
      ...SURFACES,
      "--track",
      "--accent-soft",
      "--left-soft",
      "--right-soft",
      "--good-soft",
      "--warn-soft",
      "--bad-soft",
    ],
  ],
  ["--text-soft", [...SURFACES, "--track", "--accent-soft"]],
  ["--text-inverse", ["--surface-inverse"]],
  ["--accent", [...SURFACES, "--accent-soft"]],
  ["--on-accent", ["--accent", "--accent-strong"]],
  ["--on-side", ["--left", "--right", "--both"]],
  ["--left", ["--surface-page", "--surface-card", "--left-soft"]],
  ["--right", ["--surface-page", "--surface-card", "--right-soft"]],
  ["--both", ["--surface-page", "--surface-card"]],
  ["--good", ["--surface-page", "--surface-card", "--good-soft"]],
  ["--warn", ["--surface-page", "--surface-card", "--warn-soft"]],
  ["--bad", ["--surface-page", "--surface-card", "--surface-raised", "--bad-soft"]],
  ["--demo", ["--surface-card", "--demo-soft"]],
  ["--accent-on-inverse", ["--surface-inverse"]],
  ["--good-on-inverse", ["--surface-inverse"]],
  ["--bad-on-inverse", ["--surface-inverse"]],
];

/** Graphics that carry meaning: [mark, surfaces]. */
const MARKS: [string, string[]][] = [
  ["--line-strong", ["--surface-page", "--surface-card", "--surface-control", "--surface-raised"]],
  ["--focus", SURFACES],
  ["--accent", ["--track", "--line"]],
  ["--warn", ["--track"]],
  ["--left", ["--surface-sunken"]],
  ["--right", ["--surface-sunken"]],
  ["--run", ["--surface-page", "--surface-card"]],
  ["--walk", ["--surface-page", "--surface-card"]],
  ["--stairs", ["--surface-page", "--surface-card"]],
  ["--other", ["--surface-page", "--surface-card"]],
];

describe.each(THEMES)("tokens, %s", (_name, theme) => {
  it("[UI1] text stands out from its surface", () => {
    const weak = TEXTS.flatMap(([text, backs]) =>
      backs
        .filter((back) => ratio(text, back, theme) < 4.5)
        .map((back) => `${text} on ${back} ${ratio(text, back, theme)}`),
    );
    expect(weak).toEqual([]);
    expect(ratio("--text", "--surface-page", theme)).toBeGreaterThanOrEqual(7);
  });

  it("[UI2] marks stand out from their surface", () => {
    const weak = MARKS.flatMap(([mark, backs]) =>
      backs
        .filter((back) => ratio(mark, back, theme) < 3)
        .map((back) => `${mark} on ${back} ${ratio(mark, back, theme)}`),
    );
    expect(weak).toEqual([]);
  });

  it("[UI4] left and right stay apart for every kind of sight", () => {
    for (const sight of Object.keys(SIGHTS) as (keyof typeof SIGHTS)[]) {
      const distance = colourDistance(colour("--left", theme), colour("--right", theme), sight);
      expect(distance, sight).toBeGreaterThan(20);
    }
  });
});

const STYLES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".css"))
  .map((path) => ({ path, css: readFileSync(`${FOLDER}${path}`, "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "") }));

describe("styles", () => {
  it("[UI3] colours are written in tokens.css only, each with a light and a dark value", () => {
    expect(pairs.size).toBeGreaterThan(30);
    const strangers = STYLES.filter(({ path }) => path !== "tokens.css").flatMap(({ path, css }) =>
      [...css.matchAll(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(/gi)].map(([found]) => `${path}: ${found}`),
    );
    expect(strangers).toEqual([]);
    const colourTokens = [...TOKENS.matchAll(/^ {2}--[a-z0-9-]+: (#|rgb)/gm)];
    expect(colourTokens).toEqual([]);
  });

  it("[UI3] every token that a style asks for exists", () => {
    const known = new Set([...TOKENS.matchAll(/^ {2}(--[a-z0-9-]+):/gm)].map(([, name]) => name));
    const unknown = STYLES.flatMap(({ path, css }) => {
      const own = new Set([...css.matchAll(/(--[a-z0-9-]+):/g)].map(([, name]) => name));
      return [...css.matchAll(/var\((--[a-z0-9-]+)(,?)/g)]
        .filter(([, name, fallback]) => !known.has(name) && !own.has(name) && fallback === "")
        .map(([, name]) => `${path}: ${name}`);
    });
    expect(unknown).toEqual([]);
  });

  it("[UI13] animations and transitions take their time from tokens", () => {
    const declared = STYLES.flatMap(({ path, css }) =>
      [...css.matchAll(/(?:animation|transition)(?:-duration)?:([^;]+);/g)].map(([, value = ""]) => ({ path, value })),
    );
    expect(declared.length).toBeGreaterThan(10);
    const timed = declared.filter(({ value }) => !/^\s*none/.test(value));
    const loose = timed.flatMap(({ path, value }) =>
      value
        .split(/,(?![^(]*\))/)
        .filter((part) => !part.includes("var(--motion") || /\d(?:ms|s)\b/.test(part))
        .map((part) => `${path}: ${part.trim()}`),
    );
    expect(loose).toEqual([]);
    const reduced = /prefers-reduced-motion: reduce\) \{([\s\S]*?)\n\}/.exec(TOKENS)?.[1] ?? "";
    for (const token of ["--motion-fast: 0ms", "--motion: 0ms", "--press-scale: 1"]) expect(reduced).toContain(token);
  });
});
