// The door of `client`.
import type { components, operations } from "./api-types.ts";

export { ApiProblem } from "./api-problem.ts";
export type { paths } from "./api-types.ts";
export {
  type Answer,
  type ClientSettings,
  createSolewiseClient,
  readAnswer,
  type SolewiseClient,
} from "./create-client.ts";
export { readUploadProgress, type RecordingPlace, sendPiece, type UploadProgress } from "./send-piece.ts";

type Schemas = components["schemas"];
export type AnalysisList = Schemas["AnalysisList"];
export type Consent = Schemas["Consent"];
export type EditAnswer = Schemas["EditAnswer"];
export type Me = Schemas["Me"];
export type Problem = Schemas["Problem"];
export type RunDocument = Schemas["RunDocument"];
export type RunEdit = Schemas["RunEdit"];
export type RunListItem = Schemas["RunListItem"];
export type RunPage = Schemas["RunPage"];
export type RunUpload = Schemas["RunUpload"];
export type SignedIn = Schemas["SignedIn"];

/** What an operation answers where all goes well, by its operationId. */
export type AnswerOf<Name extends keyof operations> = operations[Name]["responses"] extends
  | { 200: { content: { "application/json": infer Body } } }
  | { 201: { content: { "application/json": infer Body } } }
  ? Body
  : never;

/** What an operation is asked with, by its operationId. */
export type BodyOf<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : never;
