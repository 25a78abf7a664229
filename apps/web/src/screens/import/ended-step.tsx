// Last step when there is no run to show: refused, cancelled, no room, here already, broken off.
import { Link } from "wouter";
import { type ImportDraft, type ImportSession, leaveImport, startImport } from "../../app/import-session.ts";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { safeText, wordRefusal } from "../../language/word-refusal.ts";
import { Button } from "../../ui/button.tsx";
import { InlineNote } from "../../ui/inline-note.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import type { ImportOutcome, RefusedFile } from "../../worker/analysis-jobs.ts";
import { draftNames } from "./draft-name.ts";
import { noRoomText } from "./no-room-text.ts";
import { FailureText } from "./failure-text.tsx";

/** A refusal in its parts: place, expected, found, what to do. */
export function Refusal({ refused }: { refused: RefusedFile }) {
  const messages = useMessages();
  const { importing } = messages;
  const format = useFormat();
  const file = safeText(refused.place.file);
  const { line } = refused.place;
  const { expected, came, remedy, isOriginal } = wordRefusal(messages, format, refused);
  const lang = isOriginal ? "en" : undefined;
  return (
    <InlineNote
      tone="bad"
      isNews
      title={`${importing.refusedTitle}: ${line === null ? file : importing.refusedLine(file, format.number(line))}`}
    >
      <dl className="refusal">
        <dt>{importing.refusedExpected}</dt>
        <dd lang={lang}>{expected}</dd>
        <dt>{importing.refusedCame}</dt>
        <dd lang={lang}>{came}</dd>
        <dt>{importing.refusedRemedy}</dt>
        <dd lang={lang}>{remedy}</dd>
      </dl>
    </InlineNote>
  );
}

interface NoRoomProps {
  outcome: ImportOutcome & { kind: "no-room" };
  draft: ImportDraft | null;
  /** Whether it was refused with the samples, so that it may go without. */
  keepsSamples: boolean;
}

function NoRoom({ outcome, draft, keepsSamples }: NoRoomProps) {
  const messages = useMessages();
  const { importing } = messages;
  const format = useFormat();
  const text = noRoomText(importing, format, outcome, keepsSamples);
  return (
    <InlineNote
      tone="bad"
      isNews
      title={importing.noRoomTitle}
      action={
        <div className="import-actions">
          {draft !== null && keepsSamples && (
            <Button kind="primary" onPress={() => void startImport(draft, draftNames(messages, draft), false)}>
              {importing.noRoomWithout}
            </Button>
          )}
          <LinkButton href="/storage">{importing.noRoomManage}</LinkButton>
        </div>
      }
    >
      {text}
    </InlineNote>
  );
}

function Outcome({ session }: { session: ImportSession & { kind: "ended" } }) {
  const { importing } = useMessages();
  const { outcome, draft, keepsSamples } = session;
  if (outcome.kind === "no-room") return <NoRoom outcome={outcome} draft={draft} keepsSamples={keepsSamples} />;
  if (outcome.kind === "refused") {
    return outcome.refusals.map((refused) => <Refusal refused={refused} key={refused.message} />);
  }
  if (outcome.kind === "already") {
    const link = (
      <Link href={`/runs/${outcome.runId}`} onClick={() => leaveImport()}>
        {importing.openIt}
      </Link>
    );
    return <InlineNote tone="info" isNews title={importing.already} action={link} />;
  }
  return <InlineNote tone="info" isNews title={importing.cancelled} />;
}

/** The step. */
export function EndedStep({ session }: { session: ImportSession & { kind: "ended" | "failed" } }) {
  const { app, importing } = useMessages();
  const { draft } = session;
  return (
    <div className="choose-step">
      {session.kind === "ended" ? (
        <Outcome session={session} />
      ) : (
        <InlineNote tone="bad" isNews title={importing.failedTitle}>
          <FailureText error={session.error} />
        </InlineNote>
      )}
      <div className="import-actions">
        {draft !== null && <Button onPress={() => leaveImport(draft)}>{app.back}</Button>}
        <Button onPress={() => leaveImport()}>{importing.otherFiles}</Button>
      </div>
    </div>
  );
}
