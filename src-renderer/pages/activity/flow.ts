import type { TableResult } from '../../../shared/results.ts';
import type { SankeyLink } from '../../charts/sankey-layout.ts';

/** Links of a path-flow table for the diagram; backward ones are turned round, so that time always runs to the right. */
export function flowLinks(table: TableResult, direction: 'forward' | 'backward'): SankeyLink[] {
  const at = (id: string) => table.columns.findIndex((column) => column.id === id);
  const [from, to, visits] = [at('from'), at('to'), at('visits')];
  const links = table.rows.flatMap(({ key, cells }): SankeyLink[] => {
    const [step, fromId, toId] = key.split(':');
    if (step === undefined || fromId === undefined || toId === undefined) return [];
    const link = {
      key,
      step: Number(step),
      from: { id: fromId, label: String(cells[from] ?? '') },
      to: { id: toId, label: String(cells[to] ?? '') },
      value: Number(cells[visits] ?? 0),
    };
    return [link];
  });
  if (direction === 'forward') return links;
  const last = Math.max(0, ...links.map(({ step }) => step));
  return links.map((link) => ({ ...link, step: last - link.step, from: link.to, to: link.from }));
}
