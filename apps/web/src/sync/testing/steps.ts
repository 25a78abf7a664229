// Random steps of a trial: what runners do on their devices, and rounds over bad connections.
import fc from "fast-check";
import type { Fate } from "./test-device.ts";
import type { Step } from "./trial.ts";

const device = fc.nat(2);
const run = fc.nat(5);
const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>("through") },
  { weight: 1, arbitrary: fc.constant<Fate>("request lost") },
  { weight: 1, arbitrary: fc.constant<Fate>("answer lost") },
);
const take = fc.constantFrom("mine" as const, "theirs" as const);
const change = fc.constantFrom(
  "rename",
  "rename",
  "delete",
  "restore",
  "remove",
  "swap",
  "move",
) as fc.Arbitrary<"rename">;
/** Any step. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("import" as const), device, content: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.record({ kind: change, device, run }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("resolve" as const), device, run, take }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("sync" as const), device, fates: fc.array(fate, { maxLength: 12 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "restart server" } as const) },
);
