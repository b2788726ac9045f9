import type { ConsentState } from '../../../shared/model.ts';
import { BadConsentString, BitReader, readFibonacciRanges } from './bits.ts';
import { joined, type OurPurposes, type Signal } from './signal.ts';
import { decodeTcf } from './tcf.ts';
import { decodeUsPrivacy } from './short-strings.ts';

/** Names of the sections of GPP (IAB Tech Lab, "Global Privacy Platform", Section Information). */
const SECTIONS: Readonly<Record<number, string>> = {
  2: 'tcfeu',
  5: 'tcfca',
  6: 'usp',
  7: 'usnat',
  8: 'usca',
  9: 'usva',
  10: 'usco',
  11: 'usut',
  12: 'usct',
  13: 'usfl',
  14: 'usmt',
  15: 'usor',
  16: 'ustx',
  17: 'usde',
  18: 'usia',
  19: 'usne',
  20: 'usnh',
  21: 'usnj',
  22: 'ustn',
  23: 'usmn',
  24: 'usmd',
  25: 'usin',
  26: 'usky',
  27: 'usri',
};

/** Two bits each; `×n` is a list of n. The shorthands stand for the rows that most states share. */
const NOTICES = 'SharingNotice SaleOptOutNotice TargetedAdvertisingOptOutNotice';
const PROCESSING = 'ProcessingNotice SaleOptOutNotice TargetedAdvertisingOptOutNotice';
const OPT_OUTS = 'SaleOptOut TargetedAdvertisingOptOut';
const MSPA = 'MspaCoveredTransaction MspaOptOutOptionMode MspaServiceProviderMode';
const NATIONAL =
  'SharingNotice SaleOptOutNotice SharingOptOutNotice TargetedAdvertisingOptOutNotice SensitiveDataProcessingOptOutNotice SensitiveDataLimitUseNotice SaleOptOut SharingOptOut TargetedAdvertisingOptOut';

const state = (first: string, sensitive: number, children: number, more = 'AdditionalDataProcessingConsent'): string =>
  `${first} ${OPT_OUTS} SensitiveDataProcessing×${sensitive} KnownChildSensitiveDataConsents×${children} ${more} ${MSPA}`;

/** Fields of each section's core, by name and version. */
const FIELDS: Readonly<Record<string, string>> = {
  usnat1: `${NATIONAL} SensitiveDataProcessing×12 KnownChildSensitiveDataConsents×2 PersonalDataConsents ${MSPA}`,
  usnat2: `${NATIONAL} SensitiveDataProcessing×16 KnownChildSensitiveDataConsents×3 PersonalDataConsents ${MSPA}`,
  usca1: `SaleOptOutNotice SharingOptOutNotice SensitiveDataLimitUseNotice SaleOptOut SharingOptOut SensitiveDataProcessing×9 KnownChildSensitiveDataConsents×2 PersonalDataConsents ${MSPA}`,
  usva1: state(NOTICES, 8, 1, ''),
  usco1: state(NOTICES, 7, 1, ''),
  usut1: state(`${NOTICES} SensitiveDataProcessingOptOutNotice`, 8, 1, ''),
  usct1: state(NOTICES, 8, 3, ''),
  usfl1: state(PROCESSING, 8, 3),
  usmt1: state(NOTICES, 8, 3),
  usor1: state(PROCESSING, 11, 3),
  ustx1: state(PROCESSING, 8, 1),
  usde1: state(PROCESSING, 9, 5),
  usia1: state(`${PROCESSING} SensitiveDataOptOutNotice`, 8, 1, ''),
  usne1: state(PROCESSING, 8, 1),
  usnh1: state(PROCESSING, 8, 3),
  usnj1: state(PROCESSING, 10, 5),
  ustn1: state(PROCESSING, 8, 1),
};

const GPC_SEGMENT = 1;

/** Core and GPC segment of a US section; 0 = not applicable, 1 = yes (opted out, notice given), 2 = no. */
function readUs(
  name: string,
  text: string,
): { fields: Record<string, unknown>; ours: OurPurposes; problems: string[] } {
  const [core = '', ...rest] = text.split('.');
  const bits = new BitReader(core);
  const version = bits.int(6);
  const plan = FIELDS[`${name}${version}`];
  if (plan === undefined) return { fields: { version }, ours: {}, problems: ['section-not-decoded'] };
  const fields: Record<string, unknown> = { version };
  for (const field of plan.split(' ').filter((one) => one !== '')) {
    const [own = '', count] = field.split('×');
    fields[own] = count === undefined ? bits.int(2) : Array.from({ length: Number(count) }, () => bits.int(2));
  }
  for (const part of rest) {
    const segment = new BitReader(part);
    if (segment.int(2) === GPC_SEGMENT) fields.Gpc = segment.bit();
  }
  return { fields, ours: oursOf(fields), problems: [] };
}

/** An opt-out of sale, sharing or targeted advertising, or GPC, ends advertising; "did not opt out" allows it in the US. */
function oursOf(fields: Readonly<Record<string, unknown>>): OurPurposes {
  const outs = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'].map((field) => fields[field]);
  const state = (granted: boolean): ConsentState => (granted ? 'granted' : 'denied');
  if (outs.includes(1) || fields.Gpc === true) return { advertising: 'denied' };
  return outs.includes(2) ? { advertising: state(true) } : {};
}

/** Decodes a GPP string; throws `BadConsentString`. A section that cannot be read is named among the problems, the others stand. */
export function decodeGpp(text: string, nowMs: number): Signal {
  const [header = '', ...parts] = text.split('~');
  const bits = new BitReader(header);
  if (bits.int(6) !== 3) throw new BadConsentString('not-gpp');
  const version = bits.int(6);
  const ids = readFibonacciRanges(bits);
  if (ids.length !== parts.length) throw new BadConsentString('sections-missing');
  const problems: string[] = [];
  const sections: Record<string, unknown> = {};
  const ours: OurPurposes[] = [];
  for (const [i, id] of ids.entries()) {
    const name = SECTIONS[id] ?? `section-${id}`;
    const part = parts[i] as string;
    try {
      if (id === 2 || id === 6) {
        const signal = id === 2 ? decodeTcf(part, nowMs) : decodeUsPrivacy(part);
        sections[name] = { ...signal.details, valid: signal.valid };
        problems.push(...signal.problems.map((problem) => `${name}:${problem}`));
        ours.push(signal.ours);
      } else if (id >= 7 && name.startsWith('us')) {
        const section = readUs(name, part);
        sections[name] = section.fields;
        problems.push(...section.problems.map((problem) => `${name}:${problem}`));
        ours.push(section.ours);
      } else {
        sections[name] = null;
        problems.push(`${name}:section-not-decoded`);
      }
    } catch (error) {
      if (!(error instanceof BadConsentString)) throw error;
      sections[name] = null;
      problems.push(`${name}:${error.why}`);
    }
  }
  return {
    format: 'gpp',
    valid: !problems.some((problem) => !problem.endsWith('section-not-decoded')),
    problems,
    ours: joined(ours),
    details: { version, sectionIds: ids, sections },
  };
}

export const looksLikeGpp = (text: string): boolean => /^D[\w-]{3,}(?:~[\w.-]+)*$/.test(text);
