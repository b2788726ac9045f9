import type { Settings } from '../../../shared/contract/app.ts';
import { settingsSchema } from '../../../shared/contract/app.ts';

/** Settings as they stand in the form: numbers are text until they are saved. */
export type Draft = { [K in keyof Settings]: Settings[K] extends number ? string : Settings[K] };

export const toDraft = (settings: Settings): Draft => ({
  ...settings,
  smallGroup: String(settings.smallGroup),
  sessionIdleMinutes: String(settings.sessionIdleMinutes),
  mostActsPerVisit: String(settings.mostActsPerVisit),
});

const whole = (text: string): number => (/^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN);

const PROBLEMS: Partial<Record<keyof Settings, string>> = {
  smallGroup: 'A whole number from 2 to 100.',
  sessionIdleMinutes: 'A whole number from 1 to 240.',
  mostActsPerVisit: 'A whole number up to 100,000; 0 leaves no visit out.',
  zone: 'A zone such as Europe/Berlin.',
  locale: 'A tag such as en-GB or de-DE.',
  workspaceName: 'At most 80 letters.',
};

function knownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}

function knownLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length > 0;
  } catch {
    return false;
  }
}

/** Checks a draft by the same rules as the core, and says per field what is wrong. */
export function checkDraft(draft: Draft): {
  settings: Settings | null;
  problems: Partial<Record<keyof Settings, string>>;
} {
  const read = settingsSchema.safeParse({
    ...draft,
    smallGroup: whole(draft.smallGroup),
    sessionIdleMinutes: whole(draft.sessionIdleMinutes),
    mostActsPerVisit: whole(draft.mostActsPerVisit),
  });
  const wrong = new Set<keyof Settings>();
  if (!read.success) for (const issue of read.error.issues) wrong.add(issue.path[0] as keyof Settings);
  if (!knownZone(draft.zone)) wrong.add('zone');
  if (!knownLocale(draft.locale)) wrong.add('locale');
  const problems = Object.fromEntries([...wrong].map((field) => [field, PROBLEMS[field] ?? 'Not allowed.']));
  return { settings: read.success && wrong.size === 0 ? read.data : null, problems };
}
