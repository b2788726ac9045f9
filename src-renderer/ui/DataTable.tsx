import type { SortingState } from '@tanstack/react-table';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import { useLocale } from './locale.ts';
import { formatCount } from './format.ts';
import { HeadCell, RowCells } from './TableCells.tsx';
import { TableTools } from './TableTools.tsx';
import type { DataColumn } from './table-column.ts';
import { LEAST_PX, useDataTable, useRowWindow } from './use-data-table.ts';
import { useGridKeys } from './use-grid-keys.ts';

const PAGE_ROWS = 12;
const NO_SORT: SortingState = [];

/**
 * A table: sortable, resizable (drag, or Shift + arrows on a heading), virtual beyond 200 rows, one tab stop with arrows
 * inside, Enter opens a row. Give stable `columns` and `rows` (useMemo): new arrays sort again.
 */
export interface DataTableProps<T> {
  /** Accessible name. */
  label: string;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Opens the drawer for a row. */
  onOpen?: ((row: T) => void) | undefined;
  sort?: SortingState;
  /** Rows there are in all, when `rows` is cut. */
  total?: number;
  /** There may be more of them than `total`. */
  totalIsLeast?: boolean;
  /** Without tools (columns, copy), for small tables in dialogs. */
  bare?: boolean;
  /** Further buttons before columns and copy. */
  tools?: ReactNode;
}

function Head<T>({ data, grid }: { data: ReturnType<typeof useDataTable<T>>; grid: ReturnType<typeof useGridKeys> }) {
  const { table, byId } = data;
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id} aria-rowindex={1}>
          {group.headers.map((header, i) => (
            <HeadCell
              key={header.id}
              column={byId.get(header.column.id) as DataColumn<T>}
              sorted={header.column.getIsSorted()}
              onSort={() => header.column.toggleSorting()}
              onDrag={header.getResizeHandler()}
              onNudge={(px) =>
                table.setColumnSizing((old) => ({
                  ...old,
                  [header.column.id]: Math.max(LEAST_PX, header.getSize() + px),
                }))
              }
              cell={grid.cellProps(-1, i)}
            />
          ))}
        </tr>
      ))}
    </thead>
  );
}

interface BodyProps<T> {
  data: ReturnType<typeof useDataTable<T>>;
  grid: ReturnType<typeof useGridKeys>;
  shownRows: ReturnType<typeof useRowWindow>;
  onOpen: ((row: T) => void) | undefined;
}

function Body<T>({ data, grid, shownRows, onOpen }: BodyProps<T>) {
  const { before, after, indexes } = shownRows;
  return (
    <tbody>
      {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
      {indexes.map((i) => {
        const line = data.sorted[i];
        if (!line) return null;
        const { row } = line.original;
        return (
          <RowCells key={line.id} row={row} index={i} columns={data.shown} onOpen={onOpen} cellProps={grid.cellProps} />
        );
      })}
      {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
    </tbody>
  );
}

/** How many rows there are of a list that is cut. */
function Cut<T>({ rows, total = rows.length, totalIsLeast = false }: DataTableProps<T>) {
  const locale = useLocale();
  if (total <= rows.length && !totalIsLeast) return null;
  return (
    <p className="small quiet">
      The first {formatCount(rows.length, locale)} of {totalIsLeast && 'at least '}
      {formatCount(total, locale)} rows.
    </p>
  );
}

/** See DataTableProps. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, rowKey, onOpen, sort = NO_SORT, bare = false, tools } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const data = useDataTable({ columns, rows, rowKey, sort });
  const { table, shown, sorted } = data;
  const shownRows = useRowWindow(sorted.length, scroller);
  const grid = useGridKeys(scroller, { rows: sorted.length, columns: shown.length, page: PAGE_ROWS }, shownRows.show);
  const resized = table.state.columnSizing;
  const widest = shown.find((column) => column.kind === 'text')?.id;
  const leaf = table.getVisibleLeafColumns();
  const least = leaf.reduce((sum, column) => sum + column.getSize(), 0);
  return (
    <div className="table-box">
      {!bare && (
        <TableTools
          lead={tools}
          columns={columns}
          shown={new Set(shown.map(({ id }) => id))}
          onShown={data.setShown}
          tsv={data.tsv}
        />
      )}
      <div className="table-scroll" ref={scroller} onKeyDown={grid.onKeyDown} role="presentation">
        <table
          className="table"
          role="grid"
          aria-label={label}
          aria-rowcount={sorted.length + 1}
          aria-colcount={shown.length}
          style={{ '--least': `${least}px` } as CSSProperties}
        >
          <colgroup>
            {leaf.map((column) => (
              <col
                key={column.id}
                {...(column.id === widest && !resized[column.id] ? {} : { width: column.getSize() })}
              />
            ))}
          </colgroup>
          <Head data={data} grid={grid} />
          <Body data={data} grid={grid} shownRows={shownRows} onOpen={onOpen} />
        </table>
      </div>
      <Cut {...props} />
    </div>
  );
}
