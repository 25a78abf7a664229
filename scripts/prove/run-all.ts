// Runs proofs, two at a time: most wait for what they started or have one thread. Comes in: proofs, what runs one. Goes out:
// what came of each, in their order; those that want the machine for themselves run last, one by one.
import type { ProofRun } from "./evidence.ts";
import type { Proof } from "./proofs.ts";

/** Proofs beside each other: cores of a small machine. */
const AT_ONCE = 2;

/** Runs them all; one that fails stops no other. */
export async function runAll(
  proofs: readonly Proof[],
  runProof: (proof: Proof) => Promise<ProofRun>,
): Promise<ProofRun[]> {
  const found = new Map<Proof, ProofRun>();
  const waiting = proofs.filter(({ isAlone = false }) => !isAlone);
  const work = async (): Promise<void> => {
    for (let proof = waiting.shift(); proof !== undefined; proof = waiting.shift())
      found.set(proof, await runProof(proof));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const proof of proofs) if (!found.has(proof)) found.set(proof, await runProof(proof));
  return proofs.flatMap((proof) => found.get(proof) ?? []);
}
