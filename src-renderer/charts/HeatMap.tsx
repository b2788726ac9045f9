import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import type { MatrixResult } from '../../shared/results.ts';
import { formatOf, formatValue } from '../ui/format.ts';
import { useLocale } from '../ui/locale.ts';
import { moveInGrid } from '../ui/use-grid-keys.ts';

/** A grid of values as colours of one hue; with up to 14 columns the values stand in the cells too. */
export interface HeatMapProps {
  title: string;
  matrix: MatrixResult;
  /** Names of rows and columns for people; the matrix's own where absent. */
  rowNames?: readonly string[];
  columnNames?: readonly string[];
  /** What stands in the corner, e.g. "Week". */
  corner: string;
  onOpen?: ((key: string, label: string) => void) | undefined;
}

const MOST_WRITTEN = 14;
// Of all column names side by side, as in 24 hours.
const MOST_LETTERS = 130;
// Above this percent of the scale the cell needs the other ink; see tokens.css.
const INK_TURNS = 75;

interface Place {
  row: number;
  column: number;
}

/** The largest value sets the scale; a share's scale ends at the largest share below 100 % (the first cohort column is always 100 %). */
export function scaleOf(matrix: Pick<MatrixResult, 'values' | 'unit'>): number {
  const known = matrix.values.filter((value) => value !== null && !(matrix.unit === 'share' && value >= 1)) as number[];
  return known.reduce((most, value) => Math.max(most, value), 0) || 1;
}

/** The cell in hand; none where it was one of a larger grid that was here before. */
function usePlaceIn({ rows, columns }: MatrixResult) {
  const [place, setPlace] = useState<Place | null>(null);
  const isThere = place !== null && place.row < rows.length && place.column < columns.length;
  return [isThere ? place : null, setPlace] as const;
}

/** Many columns lie close to each other, and their names upright where they would not fit. */
function lookOf(columns: readonly string[]): string {
  if (columns.length <= MOST_WRITTEN) return 'heat-table';
  const room = MOST_LETTERS / columns.length;
  return columns.some((name) => name.length > room) ? 'heat-table narrow upright' : 'heat-table narrow';
}

/** See HeatMapProps. One tab stop; arrows walk the cells, Enter opens one; the cell in hand is told in words below. */
export function HeatMap({
  title,
  matrix,
  corner,
  onOpen,
  rowNames = matrix.rows,
  columnNames = matrix.columns,
}: HeatMapProps) {
  const locale = useLocale();
  const root = useRef<HTMLDivElement>(null);
  const [place, setPlace] = usePlaceIn(matrix);
  const width = matrix.columns.length;
  const most = scaleOf(matrix);
  const at = place ?? { row: 0, column: 0 };
  const words = ({ row, column }: Place) => `${rowNames[row]} · ${columnNames[column]}`;
  const openCell = onOpen && ((cell: Place) => onOpen(`${cell.row}:${cell.column}`, words(cell)));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveInGrid(event.key, at, { rows: matrix.rows.length, columns: width, page: 7 }, event.ctrlKey);
    if (event.key === 'Enter') return openCell?.(at);
    if (!next) return;
    event.preventDefault();
    const to = { row: Math.max(0, next.row), column: next.column };
    setPlace(to);
    root.current?.querySelector<HTMLElement>(`[data-cell="${to.row}:${to.column}"]`)?.focus();
  };
  const index = at.row * width + at.column;
  const people = matrix.people[index] ?? 0;
  const told =
    place &&
    `${words(place)}: ${formatValue(matrix.values[index] ?? null, matrix.unit, locale)}${people > 0 ? ` (${formatOf(people, 'person', 'people', locale)})` : ''}`;
  return (
    <div className="heat">
      <div className="heat-scroll" ref={root} onKeyDown={onKeyDown} role="presentation">
        <table className={lookOf(columnNames)} role="grid" aria-label={title}>
          <HeatHead corner={corner} columnNames={columnNames} />
          <tbody>
            {matrix.rows.map((id, row) => (
              <tr key={id}>
                <th scope="row" title={rowNames[row]}>
                  {rowNames[row]}
                </th>
                <HeatRow row={row} matrix={matrix} most={most} at={at} onHand={setPlace} onOpen={openCell} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small quiet heat-told" aria-live="polite">
        {told ?? 'Point at a cell, or walk with the arrow keys, to read it.'}
      </p>
    </div>
  );
}

function HeatHead({ corner, columnNames }: { corner: string; columnNames: readonly string[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">{corner}</th>
        {columnNames.map((name, i) => (
          <th key={String(i)} scope="col" title={name}>
            <span>{name}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface HeatRowProps {
  row: number;
  matrix: MatrixResult;
  most: number;
  at: Place;
  onHand: (place: Place) => void;
  onOpen: ((place: Place) => void) | undefined;
}

function HeatRow({ row, matrix, most, at, onHand, onOpen }: HeatRowProps) {
  const locale = useLocale();
  const width = matrix.columns.length;
  return matrix.columns.map((name, column) => {
    const value = matrix.values[row * width + column] ?? null;
    return (
      <HeatCell
        key={name}
        value={value}
        text={formatValue(value, matrix.unit, locale)}
        part={(value ?? 0) / most}
        written={width <= MOST_WRITTEN}
        cell={`${row}:${column}`}
        tabIndex={at.row === row && at.column === column ? 0 : -1}
        onHand={() => onHand({ row, column })}
        onOpen={onOpen && (() => onOpen({ row, column }))}
      />
    );
  });
}

interface HeatCellProps {
  value: number | null;
  text: string;
  part: number;
  written: boolean;
  cell: string;
  tabIndex: number;
  onHand: () => void;
  onOpen: (() => void) | undefined;
}

function HeatCell({ value, text, part, written, cell, tabIndex, onHand, onOpen }: HeatCellProps) {
  const percent = Math.round(Math.max(0, Math.min(1, part)) * 100);
  const look = value === null ? 'heat-cell none' : percent > INK_TURNS ? 'heat-cell high' : 'heat-cell';
  return (
    <td
      role="gridcell"
      className={onOpen ? `${look} opens` : look}
      style={{ '--part': `${percent}%` } as CSSProperties}
      data-cell={cell}
      tabIndex={tabIndex}
      onFocus={onHand}
      onMouseEnter={onHand}
      onClick={onOpen}
    >
      <span className={written ? '' : 'sr'}>{value === null && written ? '' : text}</span>
    </td>
  );
}
