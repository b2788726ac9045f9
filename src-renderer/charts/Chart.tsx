import {
  BarController,
  BarElement,
  CategoryScale,
  type ChartConfiguration,
  type ChartDataset,
  Chart as ChartJs,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  Tooltip,
} from 'chart.js';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { formatValue } from '../ui/format.ts';
import { type Locale, useLocale } from '../ui/locale.ts';
import { type ChartData, type ChartFlag, type ChartLine, toneToken } from './chart-data.ts';
import { markTitle, pointWords } from './point-words.ts';
import { drawBands, hasBands, highestBand } from './range-bands.ts';
import { spreadLabels } from './spread-labels.ts';

// The only importer of chart.js: it makes, updates and destroys every chart of the app.
ChartJs.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

/** How the marks are drawn. */
export type ChartKind = 'line' | 'bar' | 'stacked';

/** What the frame around a chart may ask of it. */
export interface ChartHandle {
  /** The chart as it stands, on the card's ground, as PNG. */
  toPicture(): Promise<Blob | null>;
}

export interface ChartProps {
  kind: ChartKind;
  data: ChartData;
  /** Bars lie, for long names. */
  sideways?: boolean;
  /** The mark that the keyboard is on; its tooltip is shown. */
  active: { line: number; index: number } | null;
  onPick?: ((line: number, index: number) => void) | undefined;
  handle: Ref<ChartHandle>;
}

interface Palette {
  of: (token: string) => string;
  font: string;
}

/** Colours as the browser resolves them: light-dark() in a custom property is only resolved where it is used. */
function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement('span');
  element.append(probe);
  const of = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const tokens = ['ink', 'ink-2', 'grid', 'surface', 'line', 'accent', 'negative', 'neutral', 'positive'];
  const series = ['1', '2', '3', '4', '5', '6', 'other', 'before'].map((name) => `series-${name}`);
  const known = new Map([...tokens, ...series].map((name) => [`--${name}`, of(`--${name}`)]));
  const font = getComputedStyle(probe).fontFamily;
  probe.remove();
  return { of: (token) => known.get(token) ?? 'gray', font };
}

/** Grows by one whenever the theme changes, by hand or by the system. */
function useThemeTick(): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const next = () => setTick((old) => old + 1);
    const watcher = new MutationObserver(next);
    watcher.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', next);
    return () => {
      watcher.disconnect();
      system.removeEventListener('change', next);
    };
  }, []);
  return tick;
}

/** Stripes for a period that is not over. */
function hatch(color: string, ground: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = 8;
  tile.height = 8;
  const pen = tile.getContext('2d');
  if (!pen) return color;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const shift of [-8, 0, 8]) {
    pen.moveTo(shift, 8);
    pen.lineTo(shift + 8, 0);
  }
  pen.stroke();
  return pen.createPattern(tile, 'repeat') ?? color;
}

type AnyDataset = ChartDataset<'line', (number | null)[]> | ChartDataset<'bar', (number | null)[]>;

const isAlone = (values: readonly (number | null)[], i: number): boolean =>
  (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;

function lineDataset(line: ChartLine, data: ChartData, palette: Palette): ChartDataset<'line', (number | null)[]> {
  const color = palette.of(toneToken(line.tone));
  const last = data.axis.length - 1;
  return {
    type: 'line',
    label: line.label,
    data: [...line.values],
    borderColor: color,
    backgroundColor: color,
    borderWidth: line.before ? 1 : 2,
    order: 0,
    borderDash: line.before ? [4, 3] : [],
    // The last stretch of an unfinished period is dashed; a gap (null) stays a gap.
    segment: {
      borderDash: ({ p1DataIndex }) =>
        data.incompleteLast && p1DataIndex === last && !line.before ? [3, 3] : undefined,
    },
    spanGaps: false,
    tension: 0,
    pointRadius: ({ dataIndex }) => (isAlone(line.values, dataIndex) ? 2.5 : 0),
    pointHoverRadius: 4,
    pointHitRadius: 8,
  };
}

function barDataset(line: ChartLine, data: ChartData, palette: Palette, stacked: boolean): AnyDataset {
  // Over bars the thin line needs the darkest ink to be seen.
  if (line.before) return { ...lineDataset(line, data, palette), borderColor: palette.of('--ink') };
  const color = palette.of(toneToken(line.tone));
  const last = data.axis.length - 1;
  const stripes = data.incompleteLast ? hatch(color, palette.of('--surface')) : color;
  return {
    type: 'bar',
    label: line.label,
    data: [...line.values],
    backgroundColor: data.axis.map((_, i) => (i === last ? stripes : color)),
    borderColor: palette.of('--surface'),
    // Hairlines between parts only where bars are wide enough to keep their colour.
    borderWidth: stacked && data.axis.length <= 40 ? { top: 1 } : 0,
    order: 1,
    borderSkipped: false,
    maxBarThickness: 48,
    categoryPercentage: 0.86,
    barPercentage: 0.9,
    ...(stacked ? { stack: 'all' } : {}),
  };
}

/** Names at the ends of two or three lines, moved apart where they would touch. */
function directLabels(data: ChartData, palette: Palette): Plugin {
  return {
    id: 'direct-labels',
    afterDatasetsDraw(chart) {
      const pen = chart.ctx;
      const ends = data.lines.flatMap((line, i) => {
        const at = line.values.findLastIndex((value) => value !== null);
        const point = chart.getDatasetMeta(i).data[at];
        return point && !line.before ? [{ line, y: point.y }] : [];
      });
      ends.sort((a, b) => a.y - b.y);
      const places = spreadLabels(
        ends.map(({ y }) => y),
        15,
        chart.chartArea.bottom,
      );
      pen.save();
      pen.font = `500 12px ${palette.font}`;
      pen.textBaseline = 'middle';
      ends.forEach(({ line }, i) => {
        pen.fillStyle = palette.of(toneToken(line.tone));
        pen.fillText(line.label, chart.chartArea.right + 8, places[i] as number);
      });
      pen.restore();
    },
  };
}

/** Bands behind the lines, in their colours. */
const rangeBands = (data: ChartData, palette: Palette): Plugin => ({
  id: 'range-bands',
  beforeDatasetsDraw({ ctx, scales: { x, y } }) {
    if (x && y) drawBands(ctx, x, y, data, palette.of);
  },
});

/** A thin line at each mark that has a note, with the number of the note in the list under the chart. */
function flagLines(flags: readonly ChartFlag[], palette: Palette): Plugin {
  return {
    id: 'flag-lines',
    afterDatasetsDraw(chart) {
      const { ctx: pen, chartArea, scales: axes } = chart;
      pen.save();
      pen.font = `600 11px ${palette.font}`;
      pen.textBaseline = 'top';
      pen.strokeStyle = palette.of('--ink-2');
      pen.fillStyle = palette.of('--ink-2');
      pen.setLineDash([2, 2]);
      flags.forEach(({ index }, i) => {
        const x = axes.x?.getPixelForValue(index);
        if (x === undefined) return;
        pen.beginPath();
        pen.moveTo(x, chartArea.top);
        pen.lineTo(x, chartArea.bottom);
        pen.stroke();
        pen.fillText(String(i + 1), x + 3, chartArea.top);
      });
      pen.restore();
    },
  };
}

/** Lines with their name at the end: two or three, with names short enough to fit. */
export const hasDirectLabels = (kind: ChartKind, data: ChartData): boolean => {
  const own = data.lines.filter((line) => !line.before);
  return kind === 'line' && own.length > 1 && own.length <= 3 && own.every((line) => line.label.length <= 18);
};

function scales(props: ChartProps, palette: Palette, locale: Locale) {
  const { kind, data, sideways = false } = props;
  const font = { family: palette.font, size: 12 };
  const ticks = { color: palette.of('--ink-2'), font, maxRotation: 0, autoSkipPadding: 16 };
  const names = {
    type: 'category' as const,
    stacked: kind === 'stacked',
    grid: { display: false },
    border: { display: false },
    offset: kind !== 'line',
    ticks: sideways ? { ...ticks, autoSkip: false } : ticks,
  };
  const values = {
    type: 'linear' as const,
    stacked: kind === 'stacked',
    // Bars always stand on zero; so do lines, except scores, which lie on both sides of it.
    beginAtZero: data.unit !== 'score' && data.unit !== 'stars',
    ...(hasBands(data) ? { suggestedMax: highestBand(data) } : {}),
    grid: { color: palette.of('--grid'), drawTicks: false },
    border: { display: false },
    ticks: {
      ...ticks,
      padding: 8,
      maxTicksLimit: 5,
      ...(data.unit === 'count' || data.unit === 'people' || data.unit === 'visits' ? { precision: 0 } : {}),
      callback: (value: number | string) => formatValue(Number(value), data.unit, locale, true),
    },
  };
  return sideways ? { x: values, y: names } : { x: names, y: values };
}

function tooltip(data: ChartData, palette: Palette, locale: Locale) {
  const font = { family: palette.font, size: 12 };
  return {
    backgroundColor: palette.of('--surface'),
    titleColor: palette.of('--ink'),
    bodyColor: palette.of('--ink'),
    borderColor: palette.of('--line'),
    borderWidth: 1,
    cornerRadius: 6,
    padding: 10,
    displayColors: false,
    titleFont: { ...font, weight: 600 },
    bodyFont: font,
    callbacks: {
      title: (items: { dataIndex: number }[]) => markTitle(data, items[0]?.dataIndex ?? -1),
      label: (item: { datasetIndex: number; dataIndex: number }) =>
        data.lines[item.datasetIndex]?.before ? [] : pointWords(data, item.datasetIndex, item.dataIndex, locale).lines,
    },
  };
}

function configure(props: ChartProps, palette: Palette, locale: Locale): ChartConfiguration {
  const { kind, data, sideways = false, onPick } = props;
  const labelled = hasDirectLabels(kind, data);
  const flags = data.flags ?? [];
  const longest = Math.max(0, ...data.lines.map((line) => (line.before ? 0 : line.label.length)));
  return {
    type: kind === 'line' ? 'line' : 'bar',
    data: {
      labels: [...data.axis],
      datasets: data.lines.map((line) =>
        kind === 'line' ? lineDataset(line, data, palette) : barDataset(line, data, palette, kind === 'stacked'),
      ),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: sideways ? 'y' : 'x',
      interaction: { mode: 'index', axis: sideways ? 'y' : 'x', intersect: false },
      layout: { padding: { right: labelled ? longest * 7 + 12 : 4, top: 4 } },
      scales: scales(props, palette, locale),
      plugins: { legend: { display: false }, tooltip: tooltip(data, palette, locale) },
      onClick(event, _items, chart) {
        const hit = chart.getElementsAtEventForMode(
          event as unknown as Event,
          'nearest',
          { intersect: false },
          true,
        )[0];
        if (hit && !data.lines[hit.datasetIndex]?.before) onPick?.(hit.datasetIndex, hit.index);
      },
    },
    plugins: [
      ...(kind === 'line' && hasBands(data) ? [rangeBands(data, palette)] : []),
      ...(labelled ? [directLabels(data, palette)] : []),
      ...(flags.length > 0 && !sideways ? [flagLines(flags, palette)] : []),
    ],
  } as ChartConfiguration;
}

async function pictureOf(canvas: HTMLCanvasElement | null, palette: Palette): Promise<Blob | null> {
  if (!canvas) return null;
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const pen = copy.getContext('2d');
  if (!pen) return null;
  pen.fillStyle = palette.of('--surface');
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(canvas, 0, 0);
  return new Promise((resolve) => {
    copy.toBlob(resolve, 'image/png');
  });
}

/** Draws one chart. Words, legend, table and keyboard are the frame's (ChartFrame.tsx); the canvas itself is silent. */
export function Chart(props: ChartProps) {
  const { data, kind, sideways, active, onPick, handle } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<ChartJs | null>(null);
  const palette = useRef<{ tick: number; colors: Palette } | null>(null);
  const locale = useLocale();
  const tick = useThemeTick();
  useImperativeHandle(handle, () => ({
    toPicture: () => pictureOf(canvas.current, readPalette(canvas.current?.parentElement ?? document.body)),
  }));
  useEffect(() => {
    if (!canvas.current || !box.current || tick < 0) return;
    // Reading colours has the whole page styled at once: only when they may have changed.
    if (palette.current?.tick !== tick) palette.current = { tick, colors: readPalette(box.current) };
    const made = new ChartJs(
      canvas.current,
      configure(
        { data, kind, sideways: sideways ?? false, active: null, onPick, handle: null },
        palette.current.colors,
        locale,
      ),
    );
    chart.current = made;
    return () => {
      made.destroy();
      chart.current = null;
    };
  }, [data, kind, sideways, onPick, locale, tick]);
  useEffect(() => {
    const shown = chart.current;
    if (!shown || data.axis.length === 0) return;
    const marks = active ? [{ datasetIndex: active.line, index: active.index }] : [];
    // A new chart has no mark in hand: nothing to draw a second time.
    if (marks.length === 0 && shown.getActiveElements().length === 0) return;
    shown.setActiveElements(marks);
    shown.tooltip?.setActiveElements(marks, { x: 0, y: 0 });
    shown.update('none');
  }, [active, data]);
  return (
    <div ref={box} className="chart-canvas" data-height={sideways ? rowsClass(data.axis.length) : undefined}>
      <canvas ref={canvas} aria-hidden="true" />
    </div>
  );
}

/** Lying bars need room per name: three heights are enough. */
const rowsClass = (count: number): string | undefined => (count > 16 ? 'tall' : count > 8 ? 'middle' : undefined);
