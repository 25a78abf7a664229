// The long table with invented strides.
import { useState } from "react";
import { useFormat } from "../../language/language-context.tsx";
import { DataTable } from "../data-table.tsx";
import { Section } from "../section.tsx";
import { SideMark } from "../side-mark.tsx";
import { useWords } from "./words.ts";

const ROW_COUNT = 20_000;

/** The table. */
export function ShowcaseTable() {
  const words = useWords();
  const format = useFormat();
  const [opened, setOpened] = useState<number | null>(null);
  const cell = (rowIndex: number, columnId: string) => {
    const wave = Math.sin(rowIndex / 40);
    if (columnId === "stride") return format.number(rowIndex + 1);
    if (columnId === "foot") return <SideMark side={rowIndex % 2 === 0 ? "left" : "right"} />;
    if (columnId === "time") return format.duration(rowIndex * 0.35);
    if (columnId === "length") return format.length(2.1 + 0.2 * wave).text;
    return format.signed(6 + 4 * wave, 1);
  };
  return (
    <Section title={words.table} lead={words.tableWhen}>
      <DataTable
        label={words.strides}
        rowCount={ROW_COUNT}
        height="24rem"
        columns={[
          { id: "stride", header: words.stride, widthRem: 5.5, isNumber: true },
          { id: "foot", header: words.foot, widthRem: 4 },
          { id: "time", header: words.strideTime, unit: "h:min:s", widthRem: 6.5, isNumber: true },
          { id: "length", header: words.length, unit: format.length(2).unit, widthRem: 6, isNumber: true },
          { id: "angle", header: words.angle, unit: "°", widthRem: 6, isNumber: true },
        ]}
        cell={cell}
        onRowPress={setOpened}
      />
      <output>{opened !== null && words.opened(format.number(opened + 1))}</output>
    </Section>
  );
}
