import { byService, type Categories, type ConsentTool, isObject, type JsonObject, objectIn } from './tool.ts';

const ALL = ['analytics', 'advertising', 'marketing', 'functional'];
const all = (state: 'granted' | 'denied'): Categories => Object.fromEntries(ALL.map((category) => [category, state]));

/** Names of what the visitor pressed (`CONSENT_ACTION` of the browser SDK). Others decide service by service, under numbers. */
const byAction = (action: unknown): Categories =>
  action === 'onAcceptAllServices' ? all('granted') : action === 'onDenyAllServices' ? all('denied') : {};

/** Google's consent mode as the tool has set it. Before an answer all is denied: only a yes tells something. */
function byMode(gcm: JsonObject): Categories {
  const modes = [
    ['analytics', gcm.analyticsStorage],
    ['advertising', gcm.adStorage],
  ] as const;
  return Object.fromEntries(modes.flatMap(([category, state]) => (state === 'granted' ? [[category, 'granted']] : [])));
}

const isGiven = (consent: unknown): boolean | null =>
  typeof consent === 'boolean'
    ? consent
    : isObject(consent) && typeof consent.given === 'boolean'
      ? consent.given
      : null;

/** Version 3: `ucData`, services by number with name and answer. */
function byRecord({ gcm, consent }: JsonObject): Categories {
  const mode = isObject(gcm) ? byMode(gcm) : {};
  if (!isObject(consent) || String(consent.type).toUpperCase() === 'IMPLICIT') return mode;
  if (consent.status === 'ALL_ACCEPTED') return all('granted');
  if (consent.status === 'ALL_DENIED') return all('denied');
  const services = Object.values(isObject(consent.services) ? consent.services : {}).filter(isObject);
  const answers = services.flatMap((service): [string, boolean][] => {
    const given = isGiven(service.consent);
    return given === null || service.essential === true || typeof service.name !== 'string'
      ? []
      : [[service.name, given]];
  });
  return { ...mode, ...byService(answers) };
}

/** Version 2: `uc_settings`, with the last thing pressed, or a history for each service. */
function bySettings({ latestConsentData, services }: JsonObject): Categories {
  if (isObject(latestConsentData)) return byAction(latestConsentData.consentAction);
  const histories = (Array.isArray(services) ? services : []).flatMap((service: unknown) =>
    isObject(service) && Array.isArray(service.history) ? [service.history.at(-1)] : [],
  );
  const actions = new Set(histories.map((last: unknown) => (isObject(last) ? last.action : null)));
  return actions.size === 1 ? byAction([...actions][0]) : {};
}

/** Usercentrics keeps nothing in cookies: it has the browser's storage, and what it sends home (`action`) when a button is pressed. */
export const usercentrics: ConsentTool = {
  format: 'usercentrics',
  name: /^(?:uc_?data|uc_settings|uc_gcm|(?:consent_)?action)$/,
  read: (value, name) => {
    if (name.endsWith('action')) return byAction(value);
    const record = objectIn(value);
    return name === 'uc_gcm' ? byMode(record) : name === 'uc_settings' ? bySettings(record) : byRecord(record);
  },
};
