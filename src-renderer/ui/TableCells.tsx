import { ArrowDown, ArrowUp } from 'lucide-react';
import type { CSSProperties, KeyboardEvent, MouseEvent, TouchEvent } from 'react';
import type { DataColumn } from './table-column.ts';

interface CellProps {
  'data-cell': string;
  tabIndex: number;
  onFocus: () => void;
}

interface HeadCellProps<T> {
  column: DataColumn<T>;
  sorted: false | 'asc' | 'desc';
  onSort: () => void;
  onDrag: (event: MouseEvent | TouchEvent) => void;
  /** Widens by px; for the keyboard. */
  onNudge: (px: number) => void;
  cell: CellProps;
}

const NUDGE_PX = 24;
const ORDERS = { asc: 'ascending', desc: 'descending' } as const;

/** A heading: sorts on click or Enter, resizes by its edge or with Shift + arrows. */
export function HeadCell<T>({ column, sorted, onSort, onDrag, onNudge, cell }: HeadCellProps<T>) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    onNudge(event.key === 'ArrowLeft' ? -NUDGE_PX : NUDGE_PX);
  };
  return (
    <th className={column.kind} scope="col" aria-sort={sorted ? ORDERS[sorted] : 'none'}>
      <button
        type="button"
        className="cell th-button"
        title={column.about}
        onClick={onSort}
        onKeyDown={onKeyDown}
        {...cell}
      >
        <span className="clip">{column.label}</span>
        {sorted === 'asc' && <ArrowUp aria-hidden className="icon" />}
        {sorted === 'desc' && <ArrowDown aria-hidden className="icon" />}
      </button>
      <span className="resizer" aria-hidden="true" onMouseDown={onDrag} onTouchStart={onDrag} />
    </th>
  );
}

function CellBody<T>({ row, column }: { row: T; column: DataColumn<T> }) {
  const content = column.render?.(row) ?? column.text(row);
  const share = column.share?.(row);
  if (share === undefined || share === null) return content;
  return (
    <span className="share" style={{ '--part': `${Math.max(0, Math.min(1, share)) * 100}%` } as CSSProperties}>
      {content}
    </span>
  );
}

interface RowCellsProps<T> {
  row: T;
  index: number;
  columns: readonly DataColumn<T>[];
  onOpen: ((row: T) => void) | undefined;
  cellProps: (row: number, column: number) => CellProps;
}

/** One row of cells. A click or Enter opens it where that leads somewhere. */
export function RowCells<T>({ row, index, columns, onOpen, cellProps }: RowCellsProps<T>) {
  return (
    <tr
      className={onOpen ? 'opens' : ''}
      aria-rowindex={index + 2}
      onClick={onOpen && (() => onOpen(row))}
      onKeyDown={(event) => {
        const inside = (event.target as HTMLElement).closest('a, button, input');
        if (event.key === 'Enter' && onOpen && !inside) onOpen(row);
      }}
    >
      {columns.map((column, i) => (
        <td key={column.id} role="gridcell" className={`cell ${column.kind}`} {...cellProps(index, i)}>
          <span className="clip" title={column.render ? undefined : column.text(row)}>
            <CellBody row={row} column={column} />
          </span>
        </td>
      ))}
    </tr>
  );
}
