import { useMemo } from 'react';
import { PAGES } from '../pages/index.ts';
import { useSample } from '../pages/start-sample.ts';
import { useQuery } from '../api/use-query.ts';
import { openDrawer } from '../state/drawer.ts';
import { closeOverlay, openOverlay, useOverlay } from '../state/overlays.ts';
import { PRESETS, setPeriod } from '../state/period.ts';
import { go } from '../state/place.ts';
import { setTheme } from '../state/theme.ts';
import { PRESET_WORDS } from '../pages/period-words.ts';
import { CommandPalette, type PaletteEntry } from '../ui/CommandPalette.tsx';
import { KeyHelp } from '../ui/KeyHelp.tsx';
import { KEY_LINES } from './use-keys.ts';

const ACTIONS: readonly PaletteEntry[] = [
  ...PAGES.map((page) => ({
    id: `page ${page.id}`,
    label: page.title,
    hint: `g ${page.key}`,
    run: () => go(`/${page.id}`),
  })),
  ...PRESETS.filter((preset) => preset !== 'custom').map((preset) => ({
    id: `dates ${preset}`,
    label: `Dates: ${PRESET_WORDS[preset]}`,
    hint: 'Dates',
    run: () => setPeriod({ preset }),
  })),
  { id: 'theme light', label: 'Light theme', hint: 'Look', run: () => setTheme('light') },
  { id: 'theme dark', label: 'Dark theme', hint: 'Look', run: () => setTheme('dark') },
  { id: 'theme system', label: 'Theme of the system', hint: 'Look', run: () => setTheme('system') },
  { id: 'keys', label: 'Map of keys', hint: '?', run: () => openOverlay('help') },
];

/** The palette and the map of keys. Every analysis can be explained by name. */
export function Palette() {
  const open = useOverlay((state) => state.open);
  const { data } = useQuery('analyses.list', {});
  const { start } = useSample();
  const entries = useMemo(
    () => [
      ...ACTIONS,
      { id: 'sample', label: 'Try it with sample data', hint: 'Imports', run: start },
      ...(data ?? []).map(({ id, title }) => ({
        id: `explain ${id}`,
        label: `Explain: ${title}`,
        hint: 'Analysis',
        run: () => openDrawer({ analysis: id }),
      })),
    ],
    [data, start],
  );
  return (
    <>
      <CommandPalette isOpen={open === 'palette'} entries={entries} onClose={closeOverlay} />
      <KeyHelp isOpen={open === 'help'} onClose={closeOverlay} lines={KEY_LINES} />
    </>
  );
}
