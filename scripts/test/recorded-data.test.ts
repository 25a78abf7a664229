// Tests of where the recordings are looked for and what their absence does.
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { describeRecorded, findRecordedData, isContinuousIntegration, planRecordedTests } from "./recorded-data.ts";

describe("[HOUSE8] recordings are found or their absence is told", () => {
  it("takes the folder that SOLEWISE_DATA names", () => {
    expect(findRecordedData({ SOLEWISE_DATA: tmpdir() })?.folder).toBe(tmpdir());
    expect(findRecordedData({ SOLEWISE_DATA: "no/such/folder" })).toBeNull();
  });

  it("fails in CI what it leaves out elsewhere", () => {
    expect(planRecordedTests(null, true)).toBe("fail");
    expect(planRecordedTests(null, false)).toBe("leave out");
    expect(planRecordedTests({ folder: "anywhere" }, true)).toBe("run");
  });

  it("knows CI by its variable", () => {
    expect(isContinuousIntegration({ CI: "true" })).toBe(true);
    expect(isContinuousIntegration({ CI: "false" })).toBe(false);
    expect(isContinuousIntegration({})).toBe(false);
  });
});

describeRecorded("[HOUSE8] a test with recordings gets their folder", (folder) => {
  it("which is there", () => {
    expect(findRecordedData()?.folder).toBe(folder);
  });
});
