// Fields, files, tabs.
import { useState } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { Card } from "../card.tsx";
import { DateTimeField } from "../date-time-field.tsx";
import { DropArea } from "../drop-area.tsx";
import { FileButton } from "../file-button.tsx";
import { UploadIcon } from "../icons/action-icons.tsx";
import { Section } from "../section.tsx";
import { SegmentedControl } from "../segmented-control.tsx";
import { Select } from "../select.tsx";
import { SideMark } from "../side-mark.tsx";
import { Switch } from "../switch.tsx";
import { Tabs } from "../tabs.tsx";
import { TextField } from "../text-field.tsx";
import { useWords } from "./words.ts";

/** 1 March 2026, 07:45 UTC. */
const SOME_MORNING_MS = 1_772_351_100_000;

function TypedFields() {
  const words = useWords();
  const [name, setName] = useState(words.shoeOne);
  const [mass, setMass] = useState("7000");
  const [shoe, setShoe] = useState<"grey" | "flats">("grey");
  const [atMs, setAtMs] = useState<number | null>(SOME_MORNING_MS);
  const isMassPlausible = Number(mass) >= 20 && Number(mass) <= 250;
  return (
    <>
      <TextField label={words.name} hint={words.nameHint} value={name} onChange={setName} selectsOnFocus />
      <TextField
        label={words.mass}
        unit="kg"
        inputMode="decimal"
        isOptional
        value={mass}
        onChange={setMass}
        error={isMassPlausible ? undefined : words.massError}
      />
      <Select
        label={words.shoe}
        value={shoe}
        onChange={setShoe}
        choices={[
          { value: "grey", label: words.shoeOne },
          { value: "flats", label: words.shoeTwo },
        ]}
      />
      <DateTimeField label={words.started} atMs={atMs} onChange={setAtMs} />
      <TextField label={words.locked} value={words.shoeTwo} onChange={setName} isDisabled />
    </>
  );
}

function Choices() {
  const words = useWords();
  const [side, setSide] = useState<"left" | "right" | null>("left");
  const [units, setUnits] = useState<"metric" | "imperial">("metric");
  const [keepsRaw, setKeepsRaw] = useState(true);
  return (
    <>
      <SegmentedControl
        label={words.side}
        value={side}
        onChange={setSide}
        choices={[
          { value: "left", label: <SideMark side="left" withWord /> },
          { value: "right", label: <SideMark side="right" withWord /> },
        ]}
      />
      <SegmentedControl
        label={words.units}
        value={units}
        onChange={setUnits}
        choices={[
          { value: "metric", label: words.metric },
          { value: "imperial", label: words.imperial },
        ]}
      />
      <Switch label={words.keepRaw} hint={words.keepRawHint} isOn={keepsRaw} onChange={setKeepsRaw} />
      <Switch label={words.locked} isOn={false} onChange={setKeepsRaw} isDisabled />
    </>
  );
}

function Files() {
  const words = useWords();
  const { ui } = useMessages();
  const [names, setNames] = useState<string[]>([]);
  const take = (files: File[]) => setNames(files.map((file) => file.name));
  return (
    <>
      <DropArea>
        <p>{words.dropTitle}</p>
        <FileButton kind="primary" icon={<UploadIcon />} isMultiple onFiles={take}>
          {ui.chooseFile}
        </FileButton>
        <output>{names.length > 0 && words.chosen(names.join(", "))}</output>
      </DropArea>
    </>
  );
}

/** What takes input. */
export function ShowcaseFields() {
  const words = useWords();
  return (
    <>
      <Section title={words.fields} lead={words.fieldsWhen}>
        <div className="showcase__columns">
          <Card>
            <div className="showcase__stack">
              <TypedFields />
            </div>
          </Card>
          <Card>
            <div className="showcase__stack">
              <Choices />
            </div>
          </Card>
        </div>
      </Section>
      <Section title={words.files} lead={words.filesWhen}>
        <Files />
      </Section>
      <Section title={words.tabs} lead={words.tabsWhen}>
        <Tabs
          label={words.tabs}
          views={[
            { id: "side", label: words.fromSide, content: <p>{words.tabText}</p> },
            { id: "above", label: words.fromAbove, content: <p>{words.tabText}</p> },
          ]}
        />
      </Section>
    </>
  );
}
