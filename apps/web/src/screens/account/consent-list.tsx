// What a runner allows, purpose by purpose. Comes in: the purposes with their decisions. Goes out: one decision at a time.
import { useLaterMessages } from "../../language/later-messages.ts";
import { useFormat } from "../../language/language-context.tsx";
import type { Consent, Purpose } from "../../sync/account-link.ts";
import { Switch } from "../../ui/switch.tsx";

export interface ConsentListProps {
  consents: readonly Pick<Consent, "purpose" | "isGranted">[];
  /** When each was decided, where that is known. */
  decidedAtUtc?: Partial<Record<Purpose, string | null>> | undefined;
  onDecide: (purpose: Purpose, isGranted: boolean) => void;
}

/** A switch for each purpose, with what it means in plain words. */ // SGN4
export function ConsentList({ consents, decidedAtUtc = {}, onDecide }: ConsentListProps) {
  const { allow } = useLaterMessages("account");
  const format = useFormat();
  return (
    <ul className="account__list">
      {consents.map(({ purpose, isGranted }) => {
        const atUtc = decidedAtUtc[purpose];
        const since = isGranted && typeof atUtc === "string" ? allow.since(format.date(Date.parse(atUtc))) : null;
        return (
          <li key={purpose}>
            <Switch
              label={allow[purpose].title}
              hint={since === null ? allow[purpose].text : `${allow[purpose].text} ${since}`}
              isOn={isGranted}
              onChange={(isOn) => onDecide(purpose, isOn)}
            />
          </li>
        );
      })}
    </ul>
  );
}
