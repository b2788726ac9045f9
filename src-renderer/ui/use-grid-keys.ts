import { type KeyboardEvent, type RefObject, useCallback, useState } from 'react';

/** A place in a grid; row -1 is the heading. */
export interface GridPlace {
  row: number;
  column: number;
}

interface Size {
  rows: number;
  columns: number;
  /** Rows moved by page keys. */
  page: number;
}

/** Where a key leads, or null when it is not a movement. Pure. */
export function moveInGrid(
  key: string,
  { row, column }: GridPlace,
  { rows, columns, page }: Size,
  ctrl = false,
): GridPlace | null {
  const toRow = (next: number) => ({ row: Math.max(-1, Math.min(rows - 1, next)), column });
  const toColumn = (next: number) => ({ row, column: Math.max(0, Math.min(columns - 1, next)) });
  switch (key) {
    case 'ArrowDown':
      return toRow(row + 1);
    case 'ArrowUp':
      return toRow(row - 1);
    case 'PageDown':
      return toRow(row + page);
    case 'PageUp':
      return toRow(row - page);
    case 'ArrowRight':
      return toColumn(column + 1);
    case 'ArrowLeft':
      return toColumn(column - 1);
    case 'Home':
      return ctrl ? { row: -1, column: 0 } : toColumn(0);
    case 'End':
      return ctrl ? { row: rows - 1, column: columns - 1 } : toColumn(columns - 1);
    default:
      return null;
  }
}

/** One tab stop for the whole grid, arrows inside it. `show` brings a row on screen before it is focused. */
export function useGridKeys(root: RefObject<HTMLElement | null>, size: Size, show: (row: number) => void) {
  const [place, setPlace] = useState<GridPlace>({ row: -1, column: 0 });
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.altKey || event.metaKey || event.shiftKey) return;
      const next = moveInGrid(event.key, place, size, event.ctrlKey);
      if (!next) return;
      event.preventDefault();
      setPlace(next);
      if (next.row >= 0) show(next.row);
      // Two frames: one for the scroll, one for the rows that it brings.
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          root.current?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)?.focus(),
        ),
      );
    },
    [place, size, show, root],
  );
  const cellProps = (row: number, column: number) => ({
    'data-cell': `${row}:${column}`,
    tabIndex: place.row === row && place.column === column ? 0 : -1,
    onFocus: () => setPlace({ row, column }),
  });
  return { onKeyDown, cellProps };
}
