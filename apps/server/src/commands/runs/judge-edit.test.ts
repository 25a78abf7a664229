// The merge rule against a small model: whatever the order, nothing is lost.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { EditField } from "../../store/edit-rows.ts";
import { type FieldValues, judgeEdit } from "./judge-edit.ts";

const START: FieldValues = {
  name: "",
  notes: null,
  start: "2026-01-01T00:00:00.000Z",
  sides: { "0": "left" },
  deletion: false,
};

const asked = fc.record(
  {
    name: fc.constantFrom("a", "b", "c"),
    notes: fc.constantFrom(null, "n", "m"),
    sides: fc.constantFrom<FieldValues["sides"]>({ "0": "left" }, { "0": "right" }),
    deletion: fc.boolean(),
  },
  { requiredKeys: [] },
);

it("[RNS12] [RNS13] an edit that knows the newest value is applied; one that does not never replaces it", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(asked, fc.nat(6))), (edits) => {
      let current = START;
      let revision = 1;
      const lastApplied = new Map<EditField, number>();
      for (const [fields, ageRevisions] of edits) {
        const baseRevision = Math.max(0, revision - ageRevisions);
        const judged = judgeEdit(fields, current, lastApplied, baseRevision);
        expect(judged.map(({ field }) => field)).toEqual(Object.keys(fields));
        revision++;
        for (const { field, asked: value, before, outcome, changes } of judged) {
          expect(before).toEqual(current[field]);
          const isKnown = (lastApplied.get(field) ?? 0) <= baseRevision;
          const isSame = JSON.stringify(value) === JSON.stringify(before);
          expect(outcome).toBe(isKnown || isSame ? "applied" : "conflict");
          expect(changes).toBe(!isSame && isKnown);
          if (!changes) continue;
          lastApplied.set(field, revision);
          current = { ...current, [field]: value };
        }
      }
    }),
  );
});
