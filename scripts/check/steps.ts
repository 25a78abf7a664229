// The steps of `npm run check`, in the order they are run: quick and frequent causes first.
import { boundariesStep } from "./boundaries.ts";
import { deadCodeStep } from "./dead-code.ts";
import { formatStep } from "./format.ts";
import { generatedFilesStep } from "./generated-files.ts";
import { lintStep } from "./lint.ts";
import { purityStep } from "./purity.ts";
import { specCoverageStep } from "./spec-coverage.ts";
import type { CheckStep } from "./step.ts";
import { tidyStep } from "./tidy.ts";
import { typesStep } from "./types.ts";

export const CHECK_STEPS: readonly CheckStep[] = [
  formatStep,
  lintStep,
  typesStep,
  boundariesStep,
  purityStep,
  deadCodeStep,
  tidyStep,
  specCoverageStep,
  generatedFilesStep,
];
