// Where the account is signed in: this device, others, ending them.
import { useFormat } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { readSessions, revokeOtherSessions, revokeSession, type Session } from "../../sync/account-link.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/section.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { useAnswer } from "./use-answer.ts";
import { useWork } from "./use-work.ts";
import { wordDevice } from "./word-device.ts";

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const texts = useLaterMessages("account");
  const { sessions } = texts;
  const format = useFormat();
  const device = wordDevice(texts, session.userAgent);
  return (
    <li className="account__row">
      <div>
        {device} {session.isCurrent && <Badge tone="good">{sessions.here}</Badge>}
        <p className="account__soft">{sessions.lastUsed(format.dateTime(Date.parse(session.lastUsedAtUtc)))}</p>
      </div>
      {!session.isCurrent && (
        <Button kind="plain" size="s" onPress={onEnd} aria-label={sessions.endOf(device)}>
          {sessions.end}
        </Button>
      )}
    </li>
  );
}

/** The part. */
export function SessionsPart() {
  const { sessions } = useLaterMessages("account");
  const { answer, error, askAgain } = useAnswer(readSessions);
  const ending = useWork();
  const end = (work: () => Promise<void>): void =>
    ending.start(async () => {
      await work();
      await askAgain();
    });
  const hasOthers = answer?.some(({ isCurrent }) => !isCurrent) ?? false;
  return (
    <Section title={sessions.title}>
      <ProblemNote error={error ?? ending.error} />
      <ul className="account__list">
        {answer?.map((session) => (
          <SessionRow
            session={session}
            key={session.sessionId}
            onEnd={() => end(() => revokeSession(session.sessionId))}
          />
        ))}
      </ul>
      {answer !== null && !hasOthers && <p className="account__soft">{sessions.none}</p>}
      {hasOthers && (
        <div>
          <Button isPending={ending.isPending} onPress={() => end(revokeOtherSessions)}>
            {sessions.endOthers}
          </Button>
        </div>
      )}
    </Section>
  );
}
