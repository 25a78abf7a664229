// Shapes that the API's description names. Comes in: the routes' own schemas. Goes out: each with its name; wherever the
// description has one, it says the name instead.
import { Consent, Me, SignedIn } from "../account-schemas.ts";
import { ProblemSchema } from "../problem-schema.ts";
import {
  AnalysisList,
  EditAnswer,
  Resolution,
  RunDocument,
  RunEdit,
  RunListItem,
  RunPage,
  RunPatch,
  RunUpload,
} from "../runs/run-schema.ts";

/** Names in components.schemas; they are names of types in clients, and do not change. */
export const NAMED_SCHEMAS: Readonly<Record<string, object>> = {
  AnalysisList,
  Consent,
  EditAnswer,
  Me,
  Problem: ProblemSchema,
  Resolution,
  RunDocument,
  RunEdit,
  RunListItem,
  RunPage,
  RunPatch,
  RunUpload,
  SignedIn,
};
