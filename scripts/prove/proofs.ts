// The long proofs, each a command at full counts. A new proof is one more entry. Each must end its standard output with
// one line of JSON; where it does not, its exit code and closing line are recorded in its place.

/** A proof that `npm run prove` runs. */
export interface Proof {
  name: string;
  /** What is promised, in one sentence. */
  promise: string;
  /** Script from the root, run on the workspace's Node. `{seed}` in an argument becomes the run's seed. */
  script: string;
  scriptArguments: string[];
  environment?: Record<string, string>;
  /** It keeps every core busy by itself: no other proof runs beside it. */
  isAlone?: boolean;
}

export const PROOFS: readonly Proof[] = [
  {
    name: "fuzz",
    promise: "adversarial streams leave the kernel without a trap, an endless loop or a NaN",
    script: "scripts/fuzz/main.ts",
    scriptArguments: ["--streams", "100000", "--seed", "{seed}"],
  },
  {
    name: "crash",
    promise: "what the server acknowledged survives kill -9 of it, of its PostgreSQL and of both; simulated recordings",
    script: "scripts/crash/main.ts",
    scriptArguments: ["--rounds", "300", "--seed", "{seed}"],
  },
  {
    name: "faults",
    promise:
      "full disks, a stopped database, a read-only store, a jumping clock, ten gigabytes and ten thousand uploads lose nothing that was acknowledged; simulated recordings",
    script: "scripts/faults/main.ts",
    scriptArguments: ["--seed", "{seed}"],
  },
  {
    name: "chip",
    promise:
      "the same kernel bytes give the same records and states in Node, in Chromium and on a Cortex-M4F emulated by QEMU, within the chip's flash, RAM and instructions; never on hardware",
    script: "scripts/chip/main.ts",
    scriptArguments: ["--seed", "{seed}"],
  },
  {
    name: "accuracy",
    promise: "accuracy per metric on named data; the page is docs/accuracy.md",
    script: "scripts/accuracy/main.ts",
    scriptArguments: [],
  },
  {
    name: "properties",
    promise: "every property test holds for ten times the cases of `npm test`",
    script: "scripts/test/main.ts",
    scriptArguments: [],
    environment: { SOLEWISE_PROOF: "full", SOLEWISE_SEED: "{seed}" },
    isAlone: true,
  },
];
