// The stride table with what it can be asked for: columns, doubt, order, a file. Comes in: an opened run (PGE16).
import { useMemo, useState } from "react";
import { useFormat, useMessages } from "../../../language/language-context.tsx";
import { DemoBadge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { BackIcon, DownloadIcon } from "../../../ui/icons/action-icons.tsx";
import { InlineNote } from "../../../ui/inline-note.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Select } from "../../../ui/select.tsx";
import { SideMark } from "../../../ui/side-mark.tsx";
import { Switch } from "../../../ui/switch.tsx";
import type { OpenedRun } from "../../../worker/analysis-jobs.ts";
import { downloadRun } from "../run-actions.ts";
import { ColumnChooser } from "./column-chooser.tsx";
import { orderStrides, type StrideOrder } from "./order-strides.ts";
import {
  columnUnit,
  columnWidthRem,
  isMeasured,
  type StrideColumn,
  STRIDE_COLUMNS,
  strideOfCode,
  USUAL_COLUMNS,
  wordCell,
} from "./stride-columns.ts";
import "./strides-page.css";

/** The page. */
export function StridesPage({ opened }: { opened: OpenedRun }) {
  const { run, view } = opened;
  const { run: texts } = useMessages();
  const format = useFormat();
  const [columns, setColumns] = useState<ReadonlySet<StrideColumn>>(new Set(USUAL_COLUMNS));
  const [hasWidths, setHasWidths] = useState(false);
  const [orderName, setOrderName] = useState("time");
  const order = useMemo(() => orderStrides(view, parseOrder(orderName)), [view, orderName]);
  return (
    <article className="strides-page">
      <header className="strides-page__head">
        <LinkButton href={`/runs/${run.runId}`} kind="plain" icon={<BackIcon />}>
          {texts.strides.back}
        </LinkButton>
        <h1 className="strides-page__title">
          {texts.strides.title} {run.demo !== null && <DemoBadge />}
        </h1>
        <p className="strides-page__caption">{texts.strides.caption(format.number(view.order.length))}</p>
      </header>
      {view.order.length === 0 ? (
        <EmptyState title={texts.strides.none} />
      ) : (
        <>
          <div className="strides-page__bar">
            <Switch label={texts.strides.showUncertainty} isOn={hasWidths} onChange={setHasWidths} />
            <Download opened={opened} />
          </div>
          <details className="strides-page__more">
            <summary>{texts.strides.columns}</summary>
            <div className="strides-page__choices">
              <OrderSelect value={orderName} onChange={setOrderName} />
              <ColumnChooser chosen={columns} onChange={setColumns} />
            </div>
          </details>
          <StrideTable opened={opened} order={order} columns={columns} hasWidths={hasWidths} />
        </>
      )}
    </article>
  );
}

interface StrideTableProps {
  opened: OpenedRun;
  order: Uint32Array;
  columns: ReadonlySet<StrideColumn>;
  hasWidths: boolean;
}

function StrideTable({ opened, order, columns, hasWidths }: StrideTableProps) {
  const messages = useMessages();
  const format = useFormat();
  const wording = { format, messages };
  const { strides: texts } = messages.run;
  const shown = STRIDE_COLUMNS.filter((column) => columns.has(column)).map((column) => ({
    id: column,
    header: texts.column[column],
    unit: columnUnit(wording, column),
    widthRem: columnWidthRem(column, hasWidths),
    isNumber: column !== "index" && column !== "activity",
  }));
  const cell = (rowIndex: number, columnId: string) => {
    const place = strideOfCode(opened.view, order[rowIndex] ?? 0);
    if (place === null) return "";
    const text = wordCell(wording, place, columnId as StrideColumn, hasWidths);
    if (columnId !== "index") return text;
    return (
      <span className="strides-page__name">
        <SideMark side={place.foot.side} /> {text}
      </span>
    );
  };
  return <DataTable label={texts.title} columns={shown} rowCount={order.length} cell={cell} height="75dvh" />;
}

function Download({ opened }: { opened: OpenedRun }) {
  const { run: texts } = useMessages();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const save = () => {
    setState("busy");
    downloadRun(opened.run, "csv").then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  return (
    <>
      <Button icon={<DownloadIcon />} isPending={state === "busy"} onPress={save}>
        {texts.strides.download}
      </Button>
      {state === "failed" && (
        <InlineNote tone="bad" isNews>
          {texts.head.failed}
        </InlineNote>
      )}
    </>
  );
}

/** Orders worth choosing: by time, and both ends of each measured quantity. */
function OrderSelect({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { strides: texts } = useMessages().run;
  const measured = STRIDE_COLUMNS.filter(isMeasured);
  const choices = [
    { value: "time", label: texts.orderTime },
    ...measured.flatMap((column) => [
      { value: `${column} largest`, label: texts.orderLargest(texts.column[column]) },
      { value: `${column} smallest`, label: texts.orderSmallest(texts.column[column]) },
    ]),
  ];
  return <Select label={texts.order} choices={choices} value={value} onChange={onChange} />;
}

function parseOrder(name: string): StrideOrder {
  const [column, direction] = name.split(" ");
  const found = STRIDE_COLUMNS.find((each) => each === column);
  if (found === undefined || (direction !== "largest" && direction !== "smallest")) return "time";
  return { column: found, direction };
}
