// A table of any length: only the rows in sight exist. Comes in: columns, how many rows, what stands in a cell. Goes
// out: a real <table>, scrolled inside its own box, with a sticky header and first column; keys move by row.
import { useCallback, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useMessages } from "../language/language-context.tsx";
import { rowAfterKey, scrollToRow, windowRows, type RowWindow } from "./row-window.ts";
import "./data-table.css";

export interface TableColumn {
  id: string;
  header: ReactNode;
  /** Unit below the header. */
  unit?: string | undefined;
  /** Width in rem. */
  widthRem: number;
  /** Numbers stand at the end. */
  isNumber?: boolean | undefined;
}

export interface DataTableProps {
  label: string;
  columns: readonly TableColumn[];
  rowCount: number;
  /** What stands in a cell; called for rows in sight only, so it may look things up. */
  cell: (rowIndex: number, columnId: string) => ReactNode;
  /** Enter or a press on a row. */
  onRowPress?: ((rowIndex: number) => void) | undefined;
  /** The row in focus moved, for example to move a chart's cursor along. */
  onRowFocus?: ((rowIndex: number) => void) | undefined;
  /** Height of the box as CSS, default "70dvh". */
  height?: string | undefined;
}

/** Height of a row, px: a thumb's. The header has the same plus its unit line. */
const ROW_PX = 48;

/** The table. */
export function DataTable({
  label,
  columns,
  rowCount,
  cell,
  onRowPress,
  onRowFocus,
  height = "70dvh",
}: DataTableProps) {
  const { ui } = useMessages();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [rowIndex, setRowIndex] = useState(0);
  const [range, measure] = useRowWindow(box, rowCount);
  const activeIndex = Math.min(rowIndex, rowCount - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") return onRowPress?.(activeIndex);
    const view = box.current;
    if (view === null) return;
    const viewPx = view.clientHeight - (view.querySelector("thead")?.clientHeight ?? 0);
    const next = rowAfterKey(event.key, activeIndex, Math.max(1, Math.floor(viewPx / ROW_PX) - 1), rowCount);
    if (next === null) return;
    event.preventDefault();
    view.scrollTop = scrollToRow(next, view.scrollTop, viewPx, ROW_PX);
    measure();
    setRowIndex(next);
    onRowFocus?.(next);
  };

  return (
    <div className="data-table" ref={box} style={{ maxBlockSize: height }} onScroll={measure}>
      <table
        className="data-table__table"
        role="grid"
        aria-label={label}
        aria-describedby={`${id}-hint`}
        aria-rowcount={rowCount + 1}
        aria-activedescendant={isInside(activeIndex, range) ? `${id}-row-${activeIndex}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        style={{ inlineSize: `${columns.reduce((sum, { widthRem }) => sum + widthRem, 0)}rem` }}
      >
        <TableHead columns={columns} />
        <tbody>
          <Spacer heightPx={range.beforePx} />
          {indexesOf(range).map((index) => (
            <TableRow
              key={index}
              id={`${id}-row-${index}`}
              rowIndex={index}
              isActive={index === activeIndex}
              columns={columns}
              cell={cell}
              onPress={() => {
                setRowIndex(index);
                onRowFocus?.(index);
                onRowPress?.(index);
              }}
            />
          ))}
          <Spacer heightPx={range.afterPx} />
        </tbody>
      </table>
      <span className="visually-hidden" id={`${id}-hint`}>
        {ui.tableHint}
      </span>
    </div>
  );
}

interface TableRowProps extends Pick<DataTableProps, "columns" | "cell"> {
  id: string;
  rowIndex: number;
  isActive: boolean;
  onPress: () => void;
}

function TableRow({ id, rowIndex, isActive, columns, cell, onPress }: TableRowProps) {
  return (
    <tr
      id={id}
      className={isActive ? "data-table__row data-table__row--active" : "data-table__row"}
      aria-rowindex={rowIndex + 2}
      aria-selected={isActive}
      onClick={onPress}
    >
      {columns.map((column) => (
        <td key={column.id} className={column.isNumber === true ? "data-table__number" : undefined}>
          {cell(rowIndex, column.id)}
        </td>
      ))}
    </tr>
  );
}

function TableHead({ columns }: { columns: readonly TableColumn[] }) {
  return (
    <>
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={{ inlineSize: `${column.widthRem}rem` }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={column.isNumber === true ? "data-table__number" : undefined}>
              {column.header}
              {column.unit !== undefined && <span className="data-table__unit">{column.unit}</span>}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

/** Room of rows that are not in the page. */
function Spacer({ heightPx }: { heightPx: number }) {
  return heightPx > 0 ? <tr aria-hidden="true" style={{ blockSize: `${heightPx}px` }} /> : null;
}

function indexesOf({ firstIndex, endIndex }: RowWindow): number[] {
  return Array.from({ length: endIndex - firstIndex }, (_, offset) => firstIndex + offset);
}

function isInside(index: number, { firstIndex, endIndex }: RowWindow): boolean {
  return index >= firstIndex && index < endIndex;
}

/** Rows to make by how far the box is scrolled; a new object only when they change. */
function useRowWindow(box: React.RefObject<HTMLDivElement | null>, rowCount: number): [RowWindow, () => void] {
  const [place, setPlace] = useState({ scrolledPx: 0, viewPx: 900 });
  const range = windowRows(place.scrolledPx, place.viewPx, ROW_PX, rowCount);
  const measure = useCallback(() => {
    const view = box.current;
    if (view === null) return;
    // Steps of half the spare rows, so that most scroll events change nothing.
    const stepPx = ROW_PX * 6;
    const scrolledPx = Math.floor(view.scrollTop / stepPx) * stepPx;
    const viewPx = Math.ceil(view.clientHeight / stepPx + 1) * stepPx;
    setPlace((before) =>
      before.scrolledPx === scrolledPx && before.viewPx === viewPx ? before : { scrolledPx, viewPx },
    );
  }, [box]);
  return [range, measure];
}
