/** A link of a Sankey diagram: from a node of one step to one of the next. */
export interface SankeyLink {
  key: string;
  step: number;
  from: { id: string; label: string };
  to: { id: string; label: string };
  value: number;
}

/** A node as it is drawn; x is its step, y and height are parts of the diagram's height. */
export interface SankeyNode {
  id: string;
  label: string;
  step: number;
  value: number;
  y: number;
  height: number;
}

/** A link as it is drawn: where it leaves and arrives, and how thick it is, in parts of the height. */
export interface SankeyBand extends SankeyLink {
  fromY: number;
  toY: number;
  height: number;
}

/** Part of the height that stays free between the nodes of a step. */
const FREE = 0.2;

/**
 * Places nodes and links: nodes of a step one below the other, largest first, as high as what flows through them; links
 * leave and arrive in the order of the nodes at their other end. All heights share one scale.
 */
export function sankeyLayout(links: readonly SankeyLink[]): {
  nodes: SankeyNode[];
  bands: SankeyBand[];
  steps: number;
} {
  const nodes = new Map<string, SankeyNode & { inward: number; outward: number }>();
  const nodeOf = (step: number, { id, label }: SankeyLink['from']) => {
    const key = `${step} ${id}`;
    const known = nodes.get(key) ?? { id, label, step, value: 0, y: 0, height: 0, inward: 0, outward: 0 };
    nodes.set(key, known);
    return known;
  };
  for (const { step, from, to, value } of links) {
    nodeOf(step, from).outward += value;
    nodeOf(step + 1, to).inward += value;
  }
  for (const node of nodes.values()) node.value = Math.max(node.inward, node.outward);
  const steps = Math.max(0, ...[...nodes.values()].map(({ step }) => step + 1));
  const columns = Array.from({ length: steps }, (_, step) =>
    [...nodes.values()]
      .filter((node) => node.step === step)
      .sort((a, b) => b.value - a.value || a.label.localeCompare(b.label)),
  );
  const most = Math.max(1, ...columns.map((column) => column.reduce((sum, { value }) => sum + value, 0)));
  const scale = (1 - FREE) / most;
  for (const column of columns) {
    const gap = FREE / Math.max(1, column.length);
    let y = gap / 2;
    for (const node of column) {
      node.y = y;
      node.height = node.value * scale;
      y += node.height + gap;
    }
  }
  return {
    nodes: columns.flat().map(({ inward: _in, outward: _out, ...node }) => node),
    bands: bandsOf(links, nodes, scale),
    steps,
  };
}

function bandsOf(links: readonly SankeyLink[], nodes: ReadonlyMap<string, SankeyNode>, scale: number): SankeyBand[] {
  const find = (step: number, id: string) => nodes.get(`${step} ${id}`) as SankeyNode;
  const left = new Map<string, number>();
  /** Takes the next free place at one side of a node. */
  const take = (side: string, { step, id, y }: SankeyNode, height: number): number => {
    const key = `${side} ${step} ${id}`;
    const at = left.get(key) ?? y;
    left.set(key, at + height);
    return at;
  };
  const bands = links.map((link) => ({ ...link, fromY: 0, toY: 0, height: link.value * scale }));
  const from = (band: SankeyBand) => find(band.step, band.from.id);
  const to = (band: SankeyBand) => find(band.step + 1, band.to.id);
  for (const band of [...bands].sort((a, b) => to(a).y - to(b).y)) band.fromY = take('out', from(band), band.height);
  for (const band of [...bands].sort((a, b) => from(a).y - from(b).y)) band.toY = take('in', to(band), band.height);
  return bands;
}
