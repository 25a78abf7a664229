// Values of a run that two places changed: both, with where and when, and the choice between them.
import { useFormat, useMessages } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import type { StoredRun } from "../../store/stored-run.ts";
import type { ShownConflict } from "../../sync/conflicts.ts";
import { decideConflict, useConflicts } from "../../sync/use-sync.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Section } from "../../ui/section.tsx";
import { wordValue } from "./word-value.ts";

interface ValueProps {
  from: string;
  value: string;
  action: string;
  isDecided: boolean;
  onTake: () => void;
}

function Value({ from, value, action, isDecided, onTake }: ValueProps) {
  return (
    <div className="run-conflict__value">
      <span className="run-conflict__from">{from}</span>
      <strong>{value}</strong>
      {!isDecided && (
        <div>
          <Button size="s" onPress={onTake} aria-label={`${action}: ${value}`}>
            {action}
          </Button>
        </div>
      )}
    </div>
  );
}

function wordReason({ reasons }: { reasons: Readonly<Record<string, string>> }, reason: string): string | undefined {
  return Object.hasOwn(reasons, reason) ? reasons[reason] : reasons["other"];
}

/** One conflict. */ // SGN14
function Conflict({ run, conflict, onChange }: { run: StoredRun; conflict: ShownConflict; onChange: () => void }) {
  const { conflict: texts } = useLaterMessages("syncing");
  const { app } = useMessages();
  const format = useFormat();
  const { field, asked, current, deviceName, receivedAtUtc, reason, isDecided } = conflict;
  const words = {
    texts,
    sides: { left: app.left, right: app.right },
    number: (value: number) => format.number(value),
    instant: (atMs: number) => format.dateTime(atMs, run.timeZone),
  };
  const isRemoved = field === "removed";
  const device = deviceName === null ? texts.askedHere : texts.asked(deviceName);
  const when = receivedAtUtc === null ? "" : ` · ${texts.at(format.dateTime(Date.parse(receivedAtUtc)))}`;
  const take = (which: "mine" | "theirs"): void => void decideConflict(conflict, which).then(onChange);
  return (
    <Card tone="accent">
      <div className="run-conflict" role="group" aria-label={texts.fields[field]}>
        <p>
          <strong>{texts.fields[field]}</strong>. {wordReason(texts, reason)}
        </p>
        <div className="run-conflict__values">
          <Value
            from={texts.there}
            value={isRemoved ? texts.removedThere : wordValue(field, current, words)}
            action={isRemoved ? texts.removeToo : texts.keep}
            isDecided={isDecided}
            onTake={() => take("theirs")}
          />
          <Value
            from={`${device}${when}`}
            value={isRemoved ? texts.removedHere : wordValue(field, asked, words)}
            action={isRemoved ? texts.bringAnew : texts.takeAsked}
            isDecided={isDecided}
            onTake={() => take("mine")}
          />
        </div>
        {isDecided && <p className="run-conflict__from">{texts.decided}</p>}
      </div>
    </Card>
  );
}

/** All of a run; nothing where there is none. */
export function RunConflicts({ run, onChange }: { run: StoredRun; onChange: () => void }) {
  const { conflict: texts } = useLaterMessages("syncing");
  const conflicts = useConflicts(run.runId);
  if (conflicts.length === 0) return null;
  return (
    <Section title={texts.title}>
      <div className="run-conflicts">
        {conflicts.map((conflict) => (
          <Conflict run={run} conflict={conflict} onChange={onChange} key={conflict.conflictId} />
        ))}
      </div>
    </Section>
  );
}
