// Second step: what was understood of the files, to be agreed to. Feet, date: everything can be changed.
import type { Side } from "@solewise/terms";
import { useState } from "react";
import {
  changeDraft,
  chooseFiles,
  draftObstacle,
  type ImportDraft,
  type Place,
  startImport,
} from "../../app/import-session.ts";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import type { Messages } from "../../language/messages.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { DateTimeField } from "../../ui/date-time-field.tsx";
import { FileButton } from "../../ui/file-button.tsx";
import { SwapIcon } from "../../ui/icons/action-icons.tsx";
import { InlineNote } from "../../ui/inline-note.tsx";
import { SegmentedControl } from "../../ui/segmented-control.tsx";
import { draftNames } from "./draft-name.ts";
import { Refusal } from "./ended-step.tsx";
import { RECORDING_ENDINGS } from "./recording-endings.ts";
import { type StartDoubt, startDoubt } from "./start-doubt.ts";

type DraftFile = ImportDraft["files"][number];

/** Why a file is on the foot it is on. */
function placeReason({ importing }: Messages, { inspected, place }: DraftFile): string {
  if (place === null) return inspected.side === null ? importing.pleaseChoose : importing.saidTwice;
  if (place !== inspected.side) return importing.startedByYou;
  return inspected.sideSource === "recording" ? importing.saidByRecording : importing.guessedFromName;
}

function putOn(index: number, value: Place): void {
  changeDraft((draft) => ({
    ...draft,
    files: draft.files.map((file, at) => (at === index ? { ...file, place: value } : file)),
  }));
}

function FileRow({ file, index }: { file: DraftFile; index: number }) {
  const messages = useMessages();
  const { app, importing } = messages;
  const format = useFormat();
  const { inspected } = file;
  const facts = [
    inspected.durationSec === null ? null : format.duration(inspected.durationSec),
    format.bytes(inspected.file.size),
    inspected.device,
  ].filter((fact) => fact !== null);
  return (
    <li className="agree-step__file">
      <div>
        <p className="agree-step__name">{inspected.file.name}</p>
        <p className="choose-step__hint">{facts.join(" · ")}</p>
      </div>
      <SegmentedControl<Side | "leave-out">
        label={importing.whichFoot(inspected.file.name)}
        isLabelHidden
        value={file.place}
        onChange={(value) => putOn(index, value)}
        choices={[
          { value: "left", label: app.left },
          { value: "right", label: app.right },
          { value: "leave-out", label: importing.leaveOut },
        ]}
      />
      <p className="choose-step__hint">{placeReason(messages, file)}</p>
    </li>
  );
}

function swap(): void {
  changeDraft((draft) => ({
    ...draft,
    files: draft.files.map((file) => ({ ...file, place: otherFoot(file.place) })),
  }));
}

function otherFoot(value: Place): Place {
  if (value === "left") return "right";
  return value === "right" ? "left" : value;
}

function StartField({ draft, doubt }: { draft: ImportDraft; doubt: StartDoubt | null }) {
  const { importing } = useMessages();
  const reasons = {
    recording: importing.startedByRecording,
    "file-date": importing.startedByFile,
    import: importing.startedByImport,
    chosen: importing.startedByYou,
  } as const;
  return (
    <DateTimeField
      label={importing.startedAt}
      atMs={draft.startedAtMs}
      hint={reasons[draft.startSource]}
      error={doubt === null ? undefined : importing.startDoubts[doubt]}
      onChange={(atMs) => {
        if (atMs !== null) changeDraft((old) => ({ ...old, startedAtMs: atMs, startSource: "chosen" }));
      }}
    />
  );
}

/** The step. */
export function AgreeStep({ draft }: { draft: ImportDraft }) {
  const messages = useMessages();
  const { importing } = messages;
  const [nowMs] = useState(() => Date.now());
  const obstacle = draftObstacle(draft);
  const doubt = startDoubt(draft.startedAtMs, nowMs);
  const obstacleText =
    obstacle === null
      ? null
      : { "no-file": importing.noFile, undecided: importing.undecided, "same-foot": importing.sameFoot }[obstacle];
  const feetCount = draft.files.filter((file) => file.place === "left" || file.place === "right").length;
  return (
    <div className="choose-step">
      {draft.refused.map((refused) => (
        <Refusal refused={refused} key={refused.message} />
      ))}
      {draft.files.length > 0 && (
        <Card>
          <h2 className="agree-step__title">{importing.agreeTitle}</h2>
          <ul className="agree-step__files">
            {draft.files.map((file, index) => (
              <FileRow file={file} index={index} key={index} />
            ))}
          </ul>
          {feetCount === 2 && (
            <Button kind="plain" icon={<SwapIcon />} onPress={swap}>
              {importing.swap}
            </Button>
          )}
          <StartField draft={draft} doubt={doubt} />
        </Card>
      )}
      <FileButton kind="plain" accept={RECORDING_ENDINGS} isMultiple onFiles={(files) => void chooseFiles(files)}>
        {importing.otherFiles}
      </FileButton>
      <div className="import-actions">
        {obstacleText !== null && draft.files.length > 0 && (
          <div className="import-actions__why">
            <InlineNote tone="warn">{obstacleText}</InlineNote>
          </div>
        )}
        {draft.files.length > 0 && (
          <Button
            kind="primary"
            size="l"
            isDisabled={obstacle !== null || doubt !== null}
            onPress={() => void startImport(draft, draftNames(messages, draft))}
          >
            {importing.analyse}
          </Button>
        )}
      </div>
    </div>
  );
}
