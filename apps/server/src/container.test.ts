// Dockerfile and compose.yaml against the repository. No image is built here: what they copy has to be there, and what they
// run has to be the project's own.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const read = (name: string): string => readFileSync(join(ROOT, name), "utf8");
const steps = read("Dockerfile")
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const argumentsOf = (name: string): string[] =>
  steps.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

describe("the container's files", () => {
  it("[OPS6] copy what is there, and what .dockerignore does not leave out", () => {
    const ignored = read(".dockerignore").split("\n");
    const sources = argumentsOf("COPY")
      .filter((words) => !words.startsWith("--from"))
      .flatMap((words) => words.split(" ").slice(0, -1));
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((path) => !existsSync(join(ROOT, path)) || ignored.includes(path))).toEqual([]);
    const kept = argumentsOf("COPY").filter((words) => words.startsWith("--from"));
    const names = kept.map((words) => words.split(" ")[1]?.replace("/solewise/", ""));
    expect(names.filter((name) => name !== "node_modules" && !sources.includes(name ?? ""))).toEqual([]);
  });

  it("[OPS6] run the project's own scripts and program, not as root, with one volume and a health check", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const asked = [
      ...argumentsOf("RUN")
        .join(" ")
        .matchAll(/npm run (\S+)/gu),
    ].map((match) => match[1] ?? "");
    expect(asked.filter((name) => !(name in scripts))).toEqual([]);
    const [command = ""] = argumentsOf("CMD").slice(-1);
    const [program, file = ""] = JSON.parse(command) as string[];
    expect([program, existsSync(join(ROOT, file))]).toEqual(["node", true]);
    expect(scripts["start"]).toContain(`node ${file}`);
    expect(argumentsOf("USER")).toEqual(["node"]);
    expect(argumentsOf("VOLUME")).toEqual(["/data"]);
    expect(argumentsOf("ENV").join(" ")).toContain("SOLEWISE_HOME=/data");
    expect(argumentsOf("HEALTHCHECK").join(" ")).toContain("/readyz");
    const compose = read("compose.yaml");
    expect(compose.match(/^ {6}- \S+:\/data$/gmu)).toHaveLength(1);
    const passed = [...compose.matchAll(/\$\{([A-Z_]+):-\}/gu)].map((match) => match[1] ?? "");
    const settings = read("apps/server/src/settings.ts") + read("apps/server/src/objects/s3-place.ts");
    expect(passed.filter((name) => !settings.includes(`"${name}"`))).toEqual([]);
  });
});
