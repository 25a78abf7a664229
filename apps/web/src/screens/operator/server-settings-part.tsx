// Settings of the whole server; each holds as soon as it is chosen.
import { useState } from "react";
import { useFormat } from "../../language/language-context.tsx";
import { useLaterMessages } from "../../language/later-messages.ts";
import { changeSettings, readSettings, type RegistrationMode, type ServerSettings } from "../../sync/account-link.ts";
import { Loading } from "../../ui/loading.tsx";
import { Section } from "../../ui/section.tsx";
import { SegmentedControl } from "../../ui/segmented-control.tsx";
import { Select } from "../../ui/select.tsx";
import { toasts } from "../../ui/toasts.ts";
import { ProblemNote } from "../account/problem-note.tsx";
import { useAnswer } from "../account/use-answer.ts";

const MODES: readonly RegistrationMode[] = ["invitation", "open", "closed"];
const AGES = [14, 16, 18] as const;
/** Choices in days; another value that the server has is shown beside them. */
const DELETED_DAYS = [7, 30, 90, 365];
const RECORDING_DAYS = [30, 90, 365, 1095];
const FOREVER = "forever";

interface DaysSelectProps {
  label: string;
  hint?: string;
  value: number | null;
  days: readonly number[];
  hasForever?: boolean;
  onChange: (days: number | null) => void;
}

function DaysSelect({ label, hint, value, days, hasForever = false, onChange }: DaysSelectProps) {
  const { settings } = useLaterMessages("operator");
  const format = useFormat();
  const all = [...new Set(value === null ? days : [...days, value])].toSorted((a, b) => a - b);
  const choices = all.map((count) => ({ value: String(count), label: settings.dayCount(format.number(count)) }));
  return (
    <Select
      label={label}
      hint={hint}
      value={value === null ? FOREVER : String(value)}
      choices={hasForever ? [...choices, { value: FOREVER, label: settings.forever }] : choices}
      onChange={(chosen) => onChange(chosen === FOREVER ? null : Number(chosen))}
    />
  );
}

interface SettingsFormProps {
  given: ServerSettings;
  change: (change: Partial<ServerSettings>) => void;
}

function SettingsForm({ given, change }: SettingsFormProps) {
  const { settings } = useLaterMessages("operator");
  const format = useFormat();
  return (
    <div className="account__form">
      <div>
        <SegmentedControl<RegistrationMode>
          label={settings.mode}
          value={given.registrationMode}
          choices={MODES.map((value) => ({ value, label: settings.modes[value] }))}
          onChange={(registrationMode) => change({ registrationMode })}
        />
        <p className="account__soft">{settings.modeTexts[given.registrationMode]}</p>
      </div>
      <div>
        <SegmentedControl<string>
          label={settings.age}
          value={String(given.ageMinYears)}
          choices={AGES.map((years) => ({ value: String(years), label: settings.years(format.number(years)) }))}
          onChange={(value) => change({ ageMinYears: AGES.find((years) => String(years) === value) ?? AGES[0] })}
        />
        <p className="account__soft">{settings.ageHint}</p>
      </div>
      <DaysSelect
        label={settings.deleted}
        value={given.deletedRunsKeptDays}
        days={DELETED_DAYS}
        onChange={(days) => days !== null && change({ deletedRunsKeptDays: days })}
      />
      <DaysSelect
        label={settings.recordings}
        hint={settings.recordingsHint}
        value={given.recordingsKeptDays}
        days={RECORDING_DAYS}
        hasForever
        onChange={(recordingsKeptDays) => change({ recordingsKeptDays })}
      />
    </div>
  );
}

/** The part; a choice is shown at once and goes back when the server refuses it. */
export function ServerSettingsPart() {
  const { settings } = useLaterMessages("operator");
  const { answer, error, askAgain } = useAnswer(readSettings);
  const [wished, setWished] = useState<Partial<ServerSettings>>({});
  const [refused, setRefused] = useState<unknown>(null);
  const change = (wish: Partial<ServerSettings>): void => {
    setWished((before) => ({ ...before, ...wish }));
    setRefused(null);
    changeSettings(wish).then(
      () => toasts.show({ message: settings.saved }),
      (problem: unknown) => {
        setWished({});
        setRefused(problem);
        void askAgain();
      },
    );
  };
  return (
    <Section title={settings.title}>
      {answer === null && error === null && <Loading />}
      {answer !== null && <SettingsForm given={{ ...answer, ...wished }} change={change} />}
      <ProblemNote error={error ?? refused} />
    </Section>
  );
}
