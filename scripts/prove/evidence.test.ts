// Tests of what is read from a proof and written down.
import { describe, expect, it } from "vitest";
import { formatEvidence, readJsonLine, type ProofRun } from "./evidence.ts";
import { type Proof, PROOFS } from "./proofs.ts";
import { runAll } from "./run-all.ts";

const stamp = { date: "2026-01-02T03:04:05.000Z", commit: "abc", seed: 7, nodeVersion: "v24.0.0" };

function runSaying(standardOutput: string, exitCode: number): ProofRun {
  const [proof] = PROOFS;
  if (proof === undefined) throw new Error("there is no proof");
  return { proof, command: "node proof.ts", exitCode, timeSec: 1.25, standardOutput };
}

describe("[HOUSE18] the evidence says what the proofs said", () => {
  it("takes the last line where it is JSON", () => {
    expect(readJsonLine(runSaying('{"a":1}\nwords\n{"streams":100000}\n\n', 0))).toBe('{"streams":100000}');
  });

  it("takes exit code and last words where it is not", () => {
    expect(readJsonLine(runSaying("3 passed, 1 failed, 0 skipped\n", 1))).toBe(
      '{"exitCode":1,"said":"3 passed, 1 failed, 0 skipped"}',
    );
    expect(readJsonLine(runSaying("", 1))).toBe('{"exitCode":1,"said":""}');
    expect(readJsonLine(runSaying("{broken", 0))).toBe('{"exitCode":0,"said":"{broken"}');
  });

  it("has date, commit, seed and a line for each proof, failed ones too", () => {
    const page = formatEvidence(stamp, [runSaying('{"a":1}', 0), runSaying("died", 1)]);
    for (const part of [stamp.date, "commit: abc", "seed: 7", '{"a":1}', ": holds", ": FAILED", '"said":"died"']) {
      expect(page).toContain(part);
    }
  });
});

describe("[HOUSE18] proofs run two at a time", () => {
  const proofOf = (name: string, isAlone = false): Proof => ({ ...runSaying("", 0).proof, name, isAlone });

  it("beside none that wants the machine for itself, and come back in their order", async () => {
    const proofs = [proofOf("alone", true), proofOf("a"), proofOf("b"), proofOf("c"), proofOf("last", true)];
    const running = new Set<string>();
    const beside: string[] = [];
    const runs = await runAll(proofs, async (proof) => {
      running.add(proof.name);
      await new Promise((resolve) => void setTimeout(resolve, 5));
      beside.push([...running].toSorted().join("+"));
      running.delete(proof.name);
      return { ...runSaying("", proof.name === "b" ? 1 : 0), proof };
    });
    expect(runs.map(({ proof, exitCode }) => `${proof.name} ${exitCode}`)).toEqual([
      "alone 0",
      "a 0",
      "b 1",
      "c 0",
      "last 0",
    ]);
    expect(beside.filter((names) => names.includes("+")).length).toBeGreaterThan(0);
    expect(beside.filter((names) => /alone|last/.test(names))).toEqual(["alone", "last"]);
  });
});
