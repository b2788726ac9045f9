import { type Settings, settingsSchema } from '../../../shared/contract/app.ts';
import { once } from '../../../shared/once.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { get, run } from '../sql.ts';

/** What a new store starts with; `zone` and `locale` come from the machine. */
export const defaultSettings = (zone: string, locale: string): Settings => ({
  workspaceName: 'My business',
  workspaceKind: 'own',
  zone,
  locale,
  smallGroup: 10,
  sessionIdleMinutes: 30,
  sessionEndsAtMidnight: false,
  sessionEndsAtSource: false,
  mostActsPerVisit: 0,
});

/** Asked of the machine once: it takes some 20 ms, and settings are read at every turn. */
const machineDefaults = once((): Settings => {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  return defaultSettings(timeZone ?? 'UTC', locale ?? 'en');
});

/** To be called while nobody waits. */
export const askMachine = (): void => void machineDefaults();

/** Current settings; unknown or damaged parts fall back to their defaults. */
export function getSettings(db: ReadDb): Settings {
  const row = get<{ json: string }>(db, 'SELECT json FROM settings WHERE id = 1');
  if (!row) return { ...machineDefaults() };
  const parsed = settingsSchema.partial().safeParse(JSON.parse(row.json));
  const stored = parsed.success
    ? Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
    : {};
  return { ...machineDefaults(), ...stored };
}

/** Whether anybody has chosen settings in this store yet. */
export const hasSettings = (db: ReadDb): boolean => get(db, 'SELECT 1 FROM settings WHERE id = 1') !== undefined;

export function saveSettings(db: WriteDb, settings: Settings): void {
  run(
    db,
    'INSERT INTO settings (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
    JSON.stringify(settings),
  );
}
