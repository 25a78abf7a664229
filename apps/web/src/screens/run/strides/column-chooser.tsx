// Which columns the stride table shows: checkboxes behind a summary line. The first two name a stride and always stay.
import { useMessages } from "../../../language/language-context.tsx";
import { type StrideColumn, STRIDE_COLUMNS } from "./stride-columns.ts";

export interface ColumnChooserProps {
  chosen: ReadonlySet<StrideColumn>;
  onChange: (chosen: ReadonlySet<StrideColumn>) => void;
}

/** The checkboxes. */
export function ColumnChooser({ chosen, onChange }: ColumnChooserProps) {
  const { strides: texts } = useMessages().run;
  const toggle = (column: StrideColumn) => {
    const next = new Set(chosen);
    if (!next.delete(column)) next.add(column);
    onChange(next);
  };
  return (
    <details className="column-chooser">
      <summary className="column-chooser__summary">{texts.columns}</summary>
      <ul className="column-chooser__list">
        {STRIDE_COLUMNS.filter((column) => column !== "index" && column !== "side").map((column) => (
          <li key={column}>
            <label className="column-chooser__choice">
              <input type="checkbox" checked={chosen.has(column)} onChange={() => toggle(column)} />
              {texts.column[column]}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
