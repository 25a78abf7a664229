// The door of `client`.
import type { components } from "./api-types.ts";

export { ApiProblem } from "./api-problem.ts";
export type { operations, paths } from "./api-types.ts";
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
export type EditAnswer = Schemas["EditAnswer"];
export type Me = Schemas["Me"];
export type Problem = Schemas["Problem"];
export type RunDocument = Schemas["RunDocument"];
export type RunEdit = Schemas["RunEdit"];
export type RunListItem = Schemas["RunListItem"];
export type RunPage = Schemas["RunPage"];
export type RunUpload = Schemas["RunUpload"];
export type SignedIn = Schemas["SignedIn"];
