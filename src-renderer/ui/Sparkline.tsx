import { SPARK, sparklinePath } from './sparkline-path.ts';

/** The shape of a course, without axes. Decoration beside a figure that is told in words, so hidden from screen readers. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  return (
    <svg className="spark" viewBox={`0 0 ${SPARK.width} ${SPARK.height}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={sparklinePath(values)} />
    </svg>
  );
}
