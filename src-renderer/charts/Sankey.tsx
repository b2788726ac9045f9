import { useMemo } from 'react';
import { formatOf } from '../ui/format.ts';
import { useLocale } from '../ui/locale.ts';
import { type SankeyBand, type SankeyLink, sankeyLayout } from './sankey-layout.ts';
import './sankey.css';

const STEP_WIDTH = 220;
const NODE_WIDTH = 10;
const HEIGHT = 420;
const LONGEST = 26;

/** A ribbon from one node to the next, as a path of two curves. */
function ribbon({ step, fromY, toY, height }: SankeyBand): string {
  const [x1, x2] = [step * STEP_WIDTH + NODE_WIDTH, (step + 1) * STEP_WIDTH];
  const middle = (x1 + x2) / 2;
  const [a, b, h] = [fromY * HEIGHT, toY * HEIGHT, Math.max(1, height * HEIGHT)];
  return `M${x1} ${a} C${middle} ${a} ${middle} ${b} ${x2} ${b} L${x2} ${b + h} C${middle} ${b + h} ${middle} ${a + h} ${x1} ${a + h} Z`;
}

const shortened = (label: string) => (label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label);

/** What flows from step to step. A picture only: the table beside it says the same in words and opens what is behind. */
export function Sankey({
  title,
  links,
  one,
  many,
}: {
  title: string;
  links: readonly SankeyLink[];
  one: string;
  many: string;
}) {
  const locale = useLocale();
  const { nodes, bands, steps } = useMemo(() => sankeyLayout(links), [links]);
  const width = Math.max(1, steps) * STEP_WIDTH;
  return (
    <div className="sankey-frame">
      <svg
        className="sankey"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={`${title}. The table has the same in words.`}
      >
        {bands.map((band) => (
          <path key={band.key} className="sankey-band" d={ribbon(band)}>
            <title>{`${band.from.label} → ${band.to.label}: ${formatOf(band.value, one, many, locale)}`}</title>
          </path>
        ))}
        {nodes.map((node) => (
          <g key={`${node.step} ${node.id}`}>
            <rect
              className="sankey-node"
              x={node.step * STEP_WIDTH}
              y={node.y * HEIGHT}
              width={NODE_WIDTH}
              height={Math.max(2, node.height * HEIGHT)}
            />
            <text
              className="sankey-label"
              x={node.step * STEP_WIDTH + NODE_WIDTH + 4}
              y={(node.y + node.height / 2) * HEIGHT}
              dominantBaseline="middle"
            >
              {shortened(node.label)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
