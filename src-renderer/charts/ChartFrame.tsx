import { CircleHelp, ImageDown, Table2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useId, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { formatOf } from '../ui/format.ts';
import { useLocale } from '../ui/locale.ts';
import { Chart, type ChartHandle, type ChartKind, hasDirectLabels } from './Chart.tsx';
import { type ChartData, type ChartFlag, markKey, toneToken } from './chart-data.ts';
import { useChartTable } from './chart-table.ts';
import { pointWords } from './point-words.ts';
import { saveBlob } from './save-blob.ts';

/** What every chart takes. `title` and `unitWords` also make its accessible name. */
export interface ChartFrameProps {
  title: string;
  /** Unit and filter in words. */
  unitWords: string;
  data: ChartData;
  /** Opens the drawer with the definition. */
  onExplain?: () => void;
  /** Opens the rows behind a mark: its key (analyses.rows) and what it is called. */
  onOpen?: ((key: string, label: string) => void) | undefined;
  height?: 'small' | 'normal';
  sideways?: boolean;
}

const STEPS: Readonly<Record<string, readonly [line: number, mark: number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

/** Walks the marks by arrows; Enter opens the one in hand. */
function useMarkKeys(data: ChartData, open: (line: number, index: number) => void) {
  const [active, setActive] = useState<{ line: number; index: number } | null>(null);
  const own = data.lines.flatMap((line, i) => (line.before ? [] : [i]));
  const clamp = (n: number, last: number) => Math.max(0, Math.min(last, n));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && active) return open(active.line, active.index);
    if (event.key === 'Escape' && active) {
      event.stopPropagation();
      return setActive(null);
    }
    const last = data.axis.length - 1;
    const step = STEPS[event.key] ?? (event.key === 'Home' ? [0, -last] : event.key === 'End' ? [0, last] : null);
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const line = own[clamp(own.indexOf(active?.line ?? own[0] ?? 0) + step[0], own.length - 1)] ?? 0;
    setActive({ line, index: active ? clamp(active.index + step[1], last) : step[1] < 0 ? last : 0 });
  };
  return { active, onKeyDown, leave: () => setActive(null) };
}

function Legend({ data }: { data: ChartData }) {
  return (
    <ul className="legend plain small">
      {data.lines.map((line) => (
        <li key={line.id}>
          <span
            className={line.before ? 'swatch dashed' : 'swatch'}
            style={{ color: `var(${toneToken(line.tone)})` }}
            aria-hidden
          />
          {line.label}
        </li>
      ))}
    </ul>
  );
}

interface ToolsProps {
  asTable: boolean;
  onTable: () => void;
  onPicture: () => void;
  onExplain: (() => void) | undefined;
}

/** "As table", "as picture", "explain": beside every chart. */
export function ChartTools({ asTable, onTable, onPicture, onExplain }: ToolsProps) {
  return (
    <div className="chart-tools">
      <Button look="quiet" icon={<Table2 aria-hidden className="icon" />} onPress={onTable}>
        {asTable ? 'As chart' : 'As table'}
      </Button>
      {!asTable && (
        <Button look="quiet" icon={<ImageDown aria-hidden className="icon" />} onPress={onPicture}>
          As picture
        </Button>
      )}
      {onExplain && (
        <Button look="quiet" icon={<CircleHelp aria-hidden className="icon" />} onPress={onExplain}>
          Explain
        </Button>
      )}
    </div>
  );
}

interface DrawingProps extends ChartFrameProps {
  kind: ChartKind;
  picture: RefObject<ChartHandle | null>;
  noteId: string;
}

/** The canvas in a box that takes arrows and reads the marks out. */
function Drawing({
  kind,
  title,
  unitWords,
  data,
  onOpen,
  height = 'normal',
  sideways = false,
  picture,
  noteId,
}: DrawingProps) {
  const locale = useLocale();
  const open = useCallback(
    (line: number, index: number) => {
      const found = data.lines[line];
      if (found && onOpen) onOpen(markKey(data, found, index), `${found.label}, ${data.names[index] ?? ''}`);
    },
    [data, onOpen],
  );
  const { active, onKeyDown, leave } = useMarkKeys(data, open);
  const said = active ? pointWords(data, active.line, active.index, locale) : null;
  const marks = formatOf(data.axis.length, 'mark', 'marks', locale);
  const keys = `Arrow keys read them out${onOpen ? ', Enter opens the rows behind' : ''}.`;
  return (
    <>
      <div
        className={`chart-box ${height}`}
        role="application"
        aria-roledescription="chart"
        aria-label={`${title}, ${unitWords}. ${marks}. ${keys}`}
        aria-describedby={noteId}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={leave}
      >
        <Chart
          kind={kind}
          data={data}
          sideways={sideways}
          active={active}
          onPick={onOpen ? open : undefined}
          handle={picture}
        />
      </div>
      <p className="sr" aria-live="polite">
        {said ? `${said.title}. ${said.lines.join(', ')}` : ''}
      </p>
    </>
  );
}

/** A chart with everything around it: tools, legend, table twin, keyboard, notes. LineChart, BarChart … are this with a kind. */
export function ChartFrame({ kind, ...props }: ChartFrameProps & { kind: ChartKind }) {
  const { title, data, onExplain } = props;
  const [asTable, setAsTable] = useState(false);
  const picture = useRef<ChartHandle>(null);
  const noteId = useId();
  const save = async () => {
    const blob = await picture.current?.toPicture();
    if (blob) saveBlob(blob, `${title}.png`);
  };
  return (
    <div className="chart">
      <div className="chart-top">
        {!asTable && data.lines.length > 1 && !hasDirectLabels(kind, data) && <Legend data={data} />}
        <ChartTools
          asTable={asTable}
          onTable={() => setAsTable(!asTable)}
          onPicture={() => void save()}
          onExplain={onExplain}
        />
      </div>
      {asTable ? (
        <ChartTable title={title} data={data} />
      ) : (
        <Drawing {...props} kind={kind} picture={picture} noteId={noteId} />
      )}
      <ChartNotes id={noteId} notes={data.notes} />
      {data.flags && data.flags.length > 0 && <Flags flags={data.flags} />}
    </div>
  );
}

function ChartNotes({ id, notes }: { id: string; notes: readonly string[] }): ReactNode {
  return (
    <p id={id} className="small quiet chart-notes">
      {notes.join(' ')}
    </p>
  );
}

/** What the owner noted on days of this chart, by the numbers that stand in it. */
function Flags({ flags }: { flags: readonly ChartFlag[] }) {
  return (
    <ol className="small chart-flags" aria-label="Notes on days">
      {flags.map(({ day, text }, i) => (
        <li key={`${String(i)} ${day}`}>
          {day}: {text}
        </li>
      ))}
    </ol>
  );
}

function ChartTable({ title, data }: { title: string; data: ChartData }) {
  const { columns, rows } = useChartTable(data);
  return <DataTable label={title} columns={columns} rows={rows} rowKey={(row) => String(row)} />;
}
