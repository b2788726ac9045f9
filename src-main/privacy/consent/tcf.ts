import type { ConsentState } from '../../../shared/model.ts';
import { BadConsentString, BitReader, readRanges, readVendors } from './bits.ts';
import type { OurPurposes, Signal } from './signal.ts';

/** Consent is to be asked for again after so many months (TCF policies, appendix B; CNIL and others advise as much or less). */
const EXPIRES_MONTHS = 13;
const SEGMENTS: Readonly<Record<number, string>> = { 1: 'disclosedVendors', 2: 'allowedVendors', 3: 'publisherTC' };
/** From TCF 2.2 on (policy version 4), profiles and personalised ads and content may rest on consent only. */
const CONSENT_ONLY = [3, 4, 5, 6];
const POLICY_2_2 = 4;
const POLICY_2_3 = 5;

/** Problems with which a string allows nothing. */
const VOID: ReadonlySet<string> = new Set(['expired', 'updated-before-created', 'from-the-future', 'no-cmp']);

function afterMonths(atMs: number, months: number): number {
  const at = new Date(atMs);
  return Date.UTC(
    at.getUTCFullYear(),
    at.getUTCMonth() + months,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
  );
}

interface Restriction {
  purpose: number;
  /** 0 not allowed, 1 consent required, 2 legitimate interest required. */
  type: number;
  vendors: number[];
}

/** Core segment of a TCF 2 string (IAB Europe, "Transparency and Consent String with Global Vendor List Format", v2). */
function readCore(bits: BitReader) {
  const core = {
    created: bits.deciseconds(),
    updated: bits.deciseconds(),
    cmpId: bits.int(12),
    cmpVersion: bits.int(12),
    screen: bits.int(6),
    language: bits.letters(2),
    vendorListVersion: bits.int(12),
    policyVersion: bits.int(6),
    serviceSpecific: bits.bit(),
    nonStandardTexts: bits.bit(),
    specialFeatures: bits.flags(12),
    purposesConsent: bits.flags(24),
    purposesLegitimateInterest: bits.flags(24),
    purposeOneTreatment: bits.bit(),
    country: bits.letters(2),
  };
  const vendorsConsent = readVendors(bits);
  const vendorsLegitimateInterest = readVendors(bits);
  const restrictions: Restriction[] = [];
  const count = bits.int(12);
  for (let i = 0; i < count; i++)
    restrictions.push({ purpose: bits.int(6), type: bits.int(2), vendors: readRanges(bits, bits.int(12), 65_535) });
  return { ...core, vendorsConsent, vendorsLegitimateInterest, restrictions };
}

function readPublisher(bits: BitReader) {
  const consent = bits.flags(24);
  const legitimateInterest = bits.flags(24);
  const custom = bits.int(6);
  return {
    consent,
    legitimateInterest,
    customConsent: bits.flags(custom),
    customLegitimateInterest: bits.flags(custom),
  };
}

/** Vendor list of a TCF 1 string: like that of TCF 2, but ranges may name those who are *not* allowed. */
function readVendors1(bits: BitReader): number[] {
  const maxId = bits.int(16);
  if (!bits.bit()) return bits.flags(maxId);
  const usually = bits.bit();
  const named = new Set(readRanges(bits, bits.int(12), maxId));
  return usually ? Array.from({ length: maxId }, (_, i) => i + 1).filter((id) => !named.has(id)) : [...named];
}

/** A consent that has run out, or never was valid, is none; a refusal stands. */
const reliable = (ours: OurPurposes, valid: boolean): OurPurposes =>
  valid
    ? ours
    : Object.fromEntries(Object.entries(ours).map(([purpose, one]) => [purpose, one === 'granted' ? 'unknown' : one]));

const state = (granted: boolean): ConsentState => (granted ? 'granted' : 'denied');

/**
 * What the purposes of TCF 2 say of ours. Advertising takes storage (1), profiles (3) and choice by profile (4);
 * personalisation profiles of content (5) and choice by them (6); analytics one of measuring content (8), audiences (9)
 * and improving services (10).
 */
function ours2(consent: readonly number[], interest: readonly number[]): OurPurposes {
  const has = (purpose: number) => consent.includes(purpose);
  const either = (purpose: number) => has(purpose) || interest.includes(purpose);
  return {
    advertising: state(has(1) && has(3) && has(4)),
    personalisation: state(has(5) && has(6)),
    service: state(either(8) || either(9) || either(10)),
  };
}

/** TCF 1: 1 storage, 2 personalisation, 3 ad selection, 4 content selection, 5 measurement. */
const ours1 = (consent: readonly number[]): OurPurposes => ({
  advertising: state(consent.includes(1) && consent.includes(3)),
  personalisation: state(consent.includes(2) && consent.includes(4)),
  service: state(consent.includes(5)),
});

function timesOf(created: number, updated: number, nowMs: number, problems: string[]) {
  const expires = afterMonths(updated, EXPIRES_MONTHS);
  if (updated < created) problems.push('updated-before-created');
  if (created > nowMs + 86_400_000) problems.push('from-the-future');
  if (expires <= nowMs) problems.push('expired');
  const iso = (ms: number) => new Date(ms).toISOString();
  return { created: iso(created), updated: iso(updated), expires: iso(expires), expired: expires <= nowMs };
}

function problemsOf(core: ReturnType<typeof readCore>, hasDisclosed: boolean): string[] {
  const problems: string[] = [];
  if (core.purposesLegitimateInterest.includes(1)) problems.push('purpose-1-needs-consent');
  if (
    core.policyVersion >= POLICY_2_2 &&
    core.purposesLegitimateInterest.some((purpose) => CONSENT_ONLY.includes(purpose))
  )
    problems.push('purposes-3-to-6-need-consent');
  if (core.cmpId < 2) problems.push('no-cmp');
  if (core.policyVersion >= POLICY_2_3 && !hasDisclosed) problems.push('no-disclosed-vendors');
  return problems;
}

const versionName = (policy: number) =>
  policy >= POLICY_2_3 ? '2.3' : policy >= POLICY_2_2 ? '2.2' : policy === 3 ? '2.1' : '2.0';

function decode2(parts: readonly string[], nowMs: number): Signal {
  const bits = new BitReader(parts[0] as string);
  bits.int(6);
  const core = readCore(bits);
  const segments: Record<string, unknown> = {};
  for (const part of parts.slice(1)) {
    const reader = new BitReader(part);
    const type = reader.int(3);
    const name = SEGMENTS[type];
    if (!name) throw new BadConsentString('unknown-segment');
    segments[name] = type === 3 ? readPublisher(reader) : readVendors(reader).length;
  }
  const problems = problemsOf(core, 'disclosedVendors' in segments);
  const times = timesOf(core.created, core.updated, nowMs, problems);
  const {
    vendorsConsent,
    vendorsLegitimateInterest,
    purposesConsent,
    purposesLegitimateInterest,
    restrictions,
    ...rest
  } = core;
  const valid = !problems.some((problem) => VOID.has(problem));
  return {
    format: 'tcf',
    valid,
    problems,
    ours: reliable(ours2(purposesConsent, purposesLegitimateInterest), valid),
    details: {
      version: versionName(core.policyVersion),
      ...rest,
      ...times,
      purposes: { consent: purposesConsent, legitimateInterest: purposesLegitimateInterest },
      vendors: { consent: vendorsConsent.length, legitimateInterest: vendorsLegitimateInterest.length },
      restrictions,
      ...segments,
    },
  };
}

function decode1(text: string, nowMs: number): Signal {
  const bits = new BitReader(text);
  bits.int(6);
  const created = bits.deciseconds();
  const updated = bits.deciseconds();
  const head = {
    cmpId: bits.int(12),
    cmpVersion: bits.int(12),
    screen: bits.int(6),
    language: bits.letters(2),
    vendorListVersion: bits.int(12),
  };
  const purposes = bits.flags(24);
  const vendors = readVendors1(bits);
  // TCF 1 strings have not been valid since 15 August 2020.
  const problems = ['version-1-is-void'];
  const times = timesOf(created, updated, nowMs, problems);
  return {
    format: 'tcf',
    valid: false,
    problems,
    ours: reliable(ours1(purposes), false),
    details: {
      version: '1.1',
      ...head,
      ...times,
      purposes: { consent: purposes, legitimateInterest: [] },
      vendors: { consent: vendors.length },
    },
  };
}

/** Decodes a TC string of TCF 1 or 2; throws `BadConsentString`. `nowMs` decides whether it has expired. */
export function decodeTcf(text: string, nowMs: number): Signal {
  const parts = text.split('.');
  const version = new BitReader((parts[0] ?? '').slice(0, 1)).int(6);
  if (version === 2) return decode2(parts, nowMs);
  if (version === 1 && parts.length === 1) return decode1(text, nowMs);
  throw new BadConsentString('unknown-version');
}

/** Whether a text looks like a TC string. */
export const looksLikeTcf = (text: string): boolean => /^[BC][\w-]{30,}(?:\.[\w-]+){0,3}$/.test(text);
