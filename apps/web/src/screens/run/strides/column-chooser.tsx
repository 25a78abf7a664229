// Which columns the stride table shows: checkboxes. The first one names a stride and always stays.
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
    <ul className="column-chooser">
      {STRIDE_COLUMNS.filter((column) => column !== "index").map((column) => (
        <li key={column}>
          <label className="column-chooser__choice">
            <input type="checkbox" checked={chosen.has(column)} onChange={() => toggle(column)} />
            {texts.column[column]}
          </label>
        </li>
      ))}
    </ul>
  );
}
