import {
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useMemo, useState } from 'react';
import { compareValues, type DataColumn, toTsv } from './table-column.ts';

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
  sortedRowModel: createSortedRowModel(),
});

const VIRTUAL_FROM = 200;
const ROW_PX = 36;
const TEXT_PX = 160;
const NUMBER_PX = 98;
export const LEAST_PX = 64;

/** The table library wants plain objects as rows; ours are of any type, so each is wrapped once. */
type Line<T> = { row: T };

function toColumnDefs<T>(columns: readonly DataColumn<T>[]): ColumnDef<typeof features, Line<T>>[] {
  return columns.map((column) => ({
    id: column.id,
    accessorFn: ({ row }: Line<T>) => column.value(row) ?? undefined,
    header: column.label,
    size: column.width ?? (column.kind === 'number' ? NUMBER_PX : TEXT_PX),
    minSize: LEAST_PX,
    sortDescFirst: column.kind === 'number',
    sortUndefined: 'last' as const,
    sortFn: (a, b, id) => compareValues(a.getValue<number | string>(id), b.getValue<number | string>(id)),
  }));
}

interface Given<T> {
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  sort: SortingState;
}

/** Sorting, sizes and choice of columns of one table. */
export function useDataTable<T>({ columns, rows, rowKey, sort }: Given<T>) {
  const [sorting, setSorting] = useState<SortingState>(sort);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(columns.filter((column) => column.hidden).map((column) => column.id)),
  );
  const visibility = useMemo(() => Object.fromEntries([...hidden].map((id) => [id, false])), [hidden]);
  const table = useTable({
    features,
    columns: useMemo(() => toColumnDefs(columns), [columns]),
    data: useMemo(() => rows.map((row): Line<T> => ({ row })), [rows]),
    getRowId: ({ row }) => rowKey(row),
    columnResizeMode: 'onChange',
    state: { sorting, columnVisibility: visibility },
    onSortingChange: setSorting,
  });
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const shown = table.getVisibleLeafColumns().flatMap((column) => byId.get(column.id) ?? []);
  const sorted = table.getRowModel().rows;
  return {
    table,
    byId,
    shown,
    sorted,
    setShown: (ids: ReadonlySet<string>) =>
      setHidden(new Set(columns.map(({ id }) => id).filter((id) => !ids.has(id)))),
    tsv: () =>
      toTsv(
        shown,
        sorted.map(({ original }) => original.row),
      ),
  };
}

/** Which rows are drawn: all up to 200, else those on screen with room before and after. */
export function useRowWindow(count: number, scroller: RefObject<HTMLElement | null>) {
  const virtual = count > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: virtual ? count : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const show = useCallback(
    (row: number) => {
      if (virtual) virtualizer.scrollToIndex(row);
    },
    [virtual, virtualizer],
  );
  if (!virtual) return { show, before: 0, after: 0, indexes: Array.from({ length: count }, (_, i) => i) };
  const items = virtualizer.getVirtualItems();
  return {
    show,
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    indexes: items.map((item) => item.index),
  };
}
