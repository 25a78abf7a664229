// Shapes of runs at the API, DESIGN §4 and docs/protocol/sync.md. Instants are ISO 8601 in UTC, with milliseconds in answers.
import { Type, type Static } from "typebox";

/** UUID in lower case. */
export const RunId = Type.String({ pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" });
export const Instant = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z$" });
const Sha256 = Type.String({ pattern: "^[0-9a-f]{64}$" });
export const Side = Type.Union([Type.Literal("left"), Type.Literal("right")]);
const Slot = Type.Union([Type.Literal(0), Type.Literal(1)]);
const Word = Type.String({ maxLength: 200 });
const closed = { additionalProperties: false };
/** Objects whose members are explained elsewhere: kept and told as they came. */
const open = { additionalProperties: true };

const Demo = Type.Union([Type.Null(), Type.Object({ preset: Word, seed: Type.Number() }, closed)]);
const PerSide = Type.Object({ left: Type.Number(), right: Type.Number() }, closed);
const Algorithm = Type.Object(
  { version: Word, packId: Word, accRangeG: Type.Number(), gyrRangeDps: Type.Number() },
  { ...open, description: "docs/protocol/analyze.md" },
);
const Summary = Type.Object(
  { distanceMeters: Type.Number(), movingTimeSec: Type.Number(), durationSec: Type.Number() },
  { ...open, description: "docs/protocol/analyze.md" },
);
const Warnings = Type.Array(Type.Object({ code: Word, message: Type.String() }, open));
const ArchivedRecording = Type.Object(
  {
    file: Type.String(),
    side: Side,
    header: Type.Object({}, open),
    signal: Type.Object({ firstSampleSec: Type.Number(), lastSampleSec: Type.Number() }, open),
    accRangeG: Type.Number(),
    gyrRangeDps: Type.Number(),
  },
  { ...open, description: "docs/protocol/archive.md" },
);

/** A run as a device brings it. */
export const RunUpload = Type.Object(
  {
    name: Type.String({ maxLength: 10_000 }),
    notes: Type.Optional(Type.String({ maxLength: 20_000 })),
    createdAtUtc: Instant,
    startedAtUtc: Instant,
    startSource: Word,
    timeZone: Type.String({ maxLength: 100 }),
    demo: Demo,
    deletedAtUtc: Type.Optional(Type.Union([Type.Null(), Instant])),
    feet: Type.Array(
      Type.Object(
        {
          slot: Slot,
          side: Side,
          sideSource: Word,
          fileName: Type.String({ maxLength: 1000 }),
          sha256: Sha256,
          sizeBytes: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
          encoding: Type.Union([Type.Literal("identity"), Type.Literal("gzip")]),
          uploadBytes: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
          samples: Type.Union([Type.Literal("coming"), Type.Literal("given-up")]),
        },
        closed,
      ),
      { minItems: 1, maxItems: 2 },
    ),
    facts: Type.Object({}, { ...open, description: "Members of run.json that have no place here, kept." }),
    deviceAnalysis: Type.Optional(
      Type.Object(
        {
          algorithm: Algorithm,
          summary: Summary,
          warnings: Warnings,
          startSec: PerSide,
          feet: Type.Array(
            Type.Object(
              {
                side: Side,
                strideCount: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
                recording: ArchivedRecording,
                stridesBase64: Type.String({ pattern: "^[A-Za-z0-9+/]*={0,2}$" }),
              },
              closed,
            ),
            { minItems: 1, maxItems: 2 },
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type RunUpload = Static<typeof RunUpload>;

const RunState = Type.Enum(["awaiting-recordings", "waiting", "analysing", "ready", "failed"]);

const Failure = Type.Object(
  { code: Type.String(), message: Type.String(), values: Type.Optional(Type.Object({}, open)) },
  { ...open, description: "The refusal of a recording, docs/protocol/recording-csv.md" },
);

const RunAnalysis = Type.Object(
  {
    analysisId: RunId,
    madeBy: Type.Union([Type.Literal("server"), Type.Literal("device")]),
    algorithm: Algorithm,
    summary: Summary,
    warnings: Warnings,
    startSec: PerSide,
    feet: Type.Array(
      Type.Object(
        { side: Side, strideCount: Type.Integer(), hasPaths: Type.Boolean(), recording: ArchivedRecording },
        closed,
      ),
    ),
  },
  closed,
);

const Field = Type.Enum(["name", "notes", "startedAtUtc", "sides", "isDeleted"]);

/** A run as it is told. */
export const RunDocument = Type.Object(
  {
    runId: RunId,
    revision: Type.Integer(),
    changeNumber: Type.Integer(),
    name: Type.String(),
    notes: Type.Union([Type.Null(), Type.String()]),
    createdAtUtc: Instant,
    receivedAtUtc: Instant,
    startedAtUtc: Instant,
    startSource: Type.String(),
    timeZone: Type.String(),
    demo: Demo,
    deletedAtUtc: Type.Union([Type.Null(), Instant]),
    state: RunState,
    failure: Type.Union([Type.Null(), Failure]),
    feet: Type.Array(
      Type.Object(
        {
          slot: Slot,
          side: Side,
          sideSource: Type.String(),
          fileName: Type.String(),
          sha256: Sha256,
          sizeBytes: Type.Integer(),
          samples: Type.Union([Type.Literal("awaiting"), Type.Literal("kept"), Type.Literal("given-up")]),
          receivedBytes: Type.Integer(),
          removedAtUtc: Type.Optional({
            ...Instant,
            description:
              "Only of a recording that the server removed after the days of its setting: samples is given-up, analysis stays",
          }),
        },
        closed,
      ),
    ),
    analysis: Type.Union([Type.Null(), RunAnalysis]),
    conflicts: Type.Array(
      Type.Object(
        {
          editId: RunId,
          field: Field,
          asked: Type.Unknown(),
          before: Type.Unknown(),
          deviceName: Type.String(),
          receivedAtUtc: Instant,
          revision: Type.Integer(),
        },
        closed,
      ),
    ),
    facts: Type.Object({}, open),
    isSameContent: Type.Optional(
      Type.Boolean({ description: "PUT only: these recordings are here under another id." }),
    ),
    redeclared: Type.Optional(
      Type.Array(
        Type.Object(
          {
            slot: Slot,
            outcome: Type.Enum(["declared-anew", "being-sent"], {
              description:
                "declared-anew: encoding and uploadBytes are this request's, from byte 0. being-sent: another device sends it as it declared it; ask again in a minute.",
            }),
            discardedBytes: Type.Integer({ description: "Of the former declaration; they had come and are dropped" }),
          },
          closed,
        ),
        { description: "PUT only: awaited recordings that were declared with another encoding or uploadBytes." },
      ),
    ),
  },
  closed,
);
export type RunDocument = Static<typeof RunDocument>;
export type RunConflict = RunDocument["conflicts"][number];

/** One line of the list. */
export const RunListItem = Type.Object(
  {
    runId: RunId,
    revision: Type.Integer(),
    name: Type.String(),
    startedAtUtc: Instant,
    timeZone: Type.String(),
    demo: Demo,
    state: RunState,
    distanceMeters: Type.Union([Type.Null(), Type.Number()]),
    movingTimeSec: Type.Union([Type.Null(), Type.Number()]),
    sides: Type.Array(Side),
  },
  closed,
);
export type RunListItem = Static<typeof RunListItem>;

export const RunPage = Type.Object(
  { runs: Type.Array(RunListItem), nextCursor: Type.Union([Type.Null(), Type.String()]) },
  closed,
);

const fields = {
  name: Type.Optional(Type.String({ maxLength: 10_000 })),
  notes: Type.Optional(Type.Union([Type.Null(), Type.String({ maxLength: 20_000 })])),
  startedAtUtc: Type.Optional(Instant),
  sides: Type.Optional(Type.Object({ "0": Type.Optional(Side), "1": Type.Optional(Side) }, closed)),
};

/** What a program may change, with If-Match. */
export const RunPatch = Type.Object(fields, { ...closed, minProperties: 1 });
export type RunPatch = Static<typeof RunPatch>;

/** What a device may change. */
export const RunEdit = Type.Object(
  {
    ...fields,
    isDeleted: Type.Optional(Type.Boolean()),
    editId: RunId,
    baseRevision: Type.Integer({ minimum: 0 }),
    editedAtUtc: Instant,
    deviceName: Type.String({ maxLength: 1000 }),
  },
  closed,
);
export type RunEdit = Static<typeof RunEdit>;

const Outcome = Type.Union([Type.Literal("applied"), Type.Literal("conflict")]);

/** What became of an edit, field by field. */
export const EditAnswer = Type.Object(
  {
    run: RunDocument,
    revision: Type.Integer({ description: "The run's revision right after this edit was taken." }),
    outcomes: Type.Object(
      {
        name: Type.Optional(Outcome),
        notes: Type.Optional(Outcome),
        startedAtUtc: Type.Optional(Outcome),
        sides: Type.Optional(Outcome),
        isDeleted: Type.Optional(Outcome),
      },
      closed,
    ),
  },
  closed,
);

export const Resolution = Type.Object(
  { take: Type.Union([Type.Literal("mine"), Type.Literal("theirs")]), field: Type.Optional(Field) },
  closed,
);
export type Resolution = Static<typeof Resolution>;

/** Analyses of a run side by side. */
export const AnalysisList = Type.Object(
  {
    analyses: Type.Array(
      Type.Object(
        {
          analysisId: RunId,
          isCurrent: Type.Boolean(),
          madeBy: Type.Union([Type.Literal("server"), Type.Literal("device")]),
          createdAtUtc: Instant,
          algorithm: Algorithm,
          summary: Summary,
          differences: Type.Array(
            Type.Object(
              {
                figure: Type.String({ description: "Path in the summary, as perFoot.left.strideCount" }),
                here: Type.Unknown(),
                current: Type.Unknown(),
                change: Type.Union([
                  Type.Null(),
                  Type.Number({ description: "current − here; null unless both are numbers" }),
                ]),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
