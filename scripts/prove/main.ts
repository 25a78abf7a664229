// `npm run prove [-- [--seed N] [NAME…]]`: runs the long proofs at full counts, or only those named, and writes
// docs/evidence.md; with names the page is printed instead, since it would lack the others. Exit 1 when one failed.
import { execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readRunSeed } from "../test/run-seed.ts";
import { formatEvidence, readJsonLine, type ProofRun } from "./evidence.ts";
import { PROOFS, type Proof } from "./proofs.ts";
import { runAll } from "./run-all.ts";

const rootFolder = fileURLToPath(new URL("../..", import.meta.url));
const { seed, names } = readOptions();
const wanted = names.length === 0 ? PROOFS : PROOFS.filter((proof) => names.includes(proof.name));

console.log(`Seed ${seed}; ${wanted.length} proofs: ${wanted.map((proof) => proof.name).join(", ")}`);
const runs = await runAll(wanted, runProof);
const stamp = { date: new Date().toISOString(), commit: readCommit(), seed, nodeVersion: process.version };
const page = formatEvidence(stamp, runs);
if (names.length === 0) writeFileSync(join(rootFolder, "docs", "evidence.md"), page);
else console.log(`\n${page}`);
process.exitCode = runs.every((run) => run.exitCode === 0) ? 0 : 1;

async function runProof(proof: Proof): Promise<ProofRun> {
  const run = await startProof(proof);
  console.log(`\n${run.exitCode === 0 ? "holds " : "FAILED"} ${proof.name} ${run.timeSec.toFixed(1)} s`);
  console.log(readJsonLine(run));
  return run;
}

function startProof(proof: Proof): Promise<ProofRun> {
  const withSeed = (text: string): string => text.replace("{seed}", String(seed));
  const proofArguments = proof.scriptArguments.map(withSeed);
  const given = Object.entries(proof.environment ?? {}).map(([name, value]) => [name, withSeed(value)] as const);
  const command = [...given.map((pair) => pair.join("=")), "node", proof.script, ...proofArguments].join(" ");
  const startedAtMs = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(rootFolder, proof.script), ...proofArguments], {
      cwd: rootFolder,
      env: { ...process.env, ...Object.fromEntries(given) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let standardOutput = "";
    createInterface({ input: child.stdout }).on("line", (line) => {
      standardOutput += `${line}\n`;
      console.log(`${proof.name}: ${line}`);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const timeSec = (performance.now() - startedAtMs) / 1000;
      resolve({ proof, command, exitCode: code ?? 1, timeSec, standardOutput });
    });
  });
}

/** The commit the proofs ran on, marked when the tree differed from it. */
function readCommit(): string {
  const git = (...gitArguments: string[]): string =>
    execFileSync("git", gitArguments, { cwd: rootFolder, encoding: "utf8" }).trim();
  const isChanged = git("status", "--porcelain", "--", ".", ":!docs") !== "";
  return `${git("rev-parse", "HEAD")}${isChanged ? " and changes not committed" : ""}`;
}

function readOptions(): { seed: number; names: string[] } {
  try {
    const { values, positionals } = parseArgs({ options: { seed: { type: "string" } }, allowPositionals: true });
    const unknown = positionals.filter((name) => !PROOFS.some((proof) => proof.name === name));
    if (unknown.length > 0) throw new Error(`No proof is called ${unknown.join(", ")}`);
    const environment = values.seed === undefined ? process.env : { SOLEWISE_SEED: values.seed };
    return { seed: readRunSeed(environment), names: positionals };
  } catch (error) {
    console.error(
      `${(error as Error).message}\nUsage: npm run prove [-- [--seed N] [NAME…]]; names: ${PROOFS.map((proof) => proof.name).join(", ")}`,
    );
    process.exit(2);
  }
}
