import { Download, ListFilter } from 'lucide-react';
import { DialogTrigger, Popover } from 'react-aria-components';
import { useCommand } from '../api/use-command.ts';
import { useSegmentList } from '../pages/use-segments.ts';
import type { Status } from '../../shared/contract/app.ts';
import { useMessageChips } from '../pages/message-filter.ts';
import { PRESET_WORDS, periodAbout, periodWords } from '../pages/period-words.ts';
import type { PageEntry } from '../pages/registry.ts';
import { closeOverlay, openOverlay, useOverlay } from '../state/overlays.ts';
import { dateOf, type Preset, resolvePeriod, setPeriod, usePeriod } from '../state/period.ts';
import { go } from '../state/place.ts';
import { chooseSegment, useActiveSegment } from '../state/segments.ts';
import { Button } from '../ui/Button.tsx';
import { DateRangePicker } from '../ui/DateRangePicker.tsx';
import { Select, Switch } from '../ui/Fields.tsx';
import { FilterChips } from '../ui/FilterChips.tsx';
import { useLocale } from '../ui/locale.ts';
import { HeaderNotes } from './HeaderNotes.tsx';
import { HeaderViews } from './HeaderViews.tsx';

const PRESETS = Object.entries(PRESET_WORDS).map(([id, label]) => ({ id, label }));
const setOpen = (name: 'dates' | 'filter') => (open: boolean) => (open ? openOverlay(name) : closeOverlay());

/** Title, one-sentence answer, and what narrows the page: dates with comparison, filters, export. */
export function PageHeader({ page, status }: { page: PageEntry; status: Status | undefined }) {
  const bots = usePeriod((period) => period.bots);
  const segment = useActiveSegment(({ active }) => active);
  const messageChips = useMessageChips();
  const chips = [
    ...(segment === null ? [] : [{ id: 'segment', label: segment, onRemove: () => chooseSegment(null) }]),
    ...messageChips,
    ...(bots ? [{ id: 'bots', label: 'Robots counted too', onRemove: () => setPeriod({ bots: false }) }] : []),
  ];
  return (
    <header className="page-head">
      <div className="page-titles">
        <h1>{page.title}</h1>
        <p className="quiet small">{page.answer}</p>
      </div>
      {page.dated && status?.dataRange && (
        <div className="row">
          <FilterChips chips={chips} />
          <HeaderViews status={status} />
          <HeaderNotes />
          <FilterButton />
          <Dates status={status} />
          <Button icon={<Download aria-hidden className="icon" />} onPress={() => go('/reports')}>
            Export
          </Button>
        </div>
      )}
    </header>
  );
}

function FilterButton() {
  const isOpen = useOverlay((state) => state.open === 'filter');
  const bots = usePeriod((period) => period.bots);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen('filter')}>
      <Button icon={<ListFilter aria-hidden className="icon" />}>Filter</Button>
      <Popover className="popover" placement="bottom end" aria-label="Filter">
        {/* The popover itself is the dialog: a dialog inside it would leave its dismiss buttons outside of any landmark. */}
        <div className="date-dialog">
          <Switch isSelected={bots} onChange={(on) => setPeriod({ bots: on })}>
            Count robots too
          </Switch>
          <p className="small quiet">
            Search engines, monitors and other programs visit pages as people do. They are left out unless you count
            them.
          </p>
          <SegmentChoice />
        </div>
      </Popover>
    </DialogTrigger>
  );
}

const EVERYBODY = 'everybody';

function SegmentChoice() {
  const saved = useSegmentList();
  const active = useActiveSegment((state) => state.active);
  const remove = useCommand('segments.remove');
  const options = [
    { id: EVERYBODY, label: 'Everybody' },
    ...saved.map(({ name }) => ({ id: `s ${name}`, label: name })),
  ];
  return (
    <>
      <Select
        label="Segment"
        value={active === null ? EVERYBODY : `s ${active}`}
        options={options}
        onChange={(id) => chooseSegment(id === EVERYBODY ? null : id.slice(2))}
      />
      <p className="small quiet">
        Narrows visits, orders and what people wrote on every page. Segments are made under Activity, Explore, from
        conditions.
      </p>
      {active !== null && (
        <Button
          look="quiet"
          isDisabled={remove.isPending}
          onPress={() => remove.mutate({ name: active }, { onSuccess: () => chooseSegment(null) })}
        >
          Delete this segment
        </Button>
      )}
    </>
  );
}

function Dates({ status }: { status: Status }) {
  const period = usePeriod();
  const isOpen = useOverlay((state) => state.open === 'dates');
  const locale = useLocale();
  const { zone } = locale;
  const range = resolvePeriod(period, zone, status) ?? status.dataRange;
  return (
    <DateRangePicker
      summary={periodWords(period, status, locale)}
      presets={PRESETS}
      preset={period.preset}
      from={range ? dateOf(zone, range.fromMs) : ''}
      to={range ? dateOf(zone, range.toMs - 1) : ''}
      compare={period.compare}
      onPreset={(id) => setPeriod({ preset: id as Preset })}
      onDates={(from, to) => {
        setPeriod({ preset: 'custom', from, to });
        closeOverlay();
      }}
      onCompare={(compare) => setPeriod({ compare })}
      isOpen={isOpen}
      onOpenChange={setOpen('dates')}
      about={periodAbout(status, locale)}
    />
  );
}
