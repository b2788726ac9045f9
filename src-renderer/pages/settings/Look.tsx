import { type Theme, setTheme, useTheme } from '../../state/theme.ts';
import { Card } from '../../ui/Card.tsx';
import { type Option, Select } from '../../ui/Fields.tsx';

const THEMES: readonly Option<Theme>[] = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];

/** How the window is lit; remembered in this window, not in the store. */
export function Look() {
  const theme = useTheme((state) => state.theme);
  return (
    <Card title="Look">
      <Select label="Theme" value={theme} options={THEMES} onChange={setTheme} />
    </Card>
  );
}
