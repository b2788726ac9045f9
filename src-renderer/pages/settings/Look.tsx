import { setDemo, useDemo } from '../../state/demo.ts';
import { type Theme, setTheme, useTheme } from '../../state/theme.ts';
import { Card } from '../../ui/Card.tsx';
import { type Option, Select, Switch } from '../../ui/Fields.tsx';

const THEMES: readonly Option<Theme>[] = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];

/** How the window is lit; remembered in this window, not in the store. */
export function Look() {
  const theme = useTheme((state) => state.theme);
  const demo = useDemo((state) => state.on);
  return (
    <Card title="Look">
      <div className="stack">
        <Select label="Theme" value={theme} options={THEMES} onChange={setTheme} />
        <Switch isSelected={demo} onChange={setDemo}>
          Demo mode, for screenshots
        </Switch>
        <p className="small quiet">
          People get invented names on screen instead of pseudonyms. The words of messages stay real. Files never get
          invented names.
        </p>
      </div>
    </Card>
  );
}
