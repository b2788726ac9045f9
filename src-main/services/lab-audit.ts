import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AuditReport } from '../../shared/audit.ts';
import { AppError } from '../../shared/errors.ts';
import { compared } from '../privacy/audit/finding.ts';
import { comparedScores } from '../privacy/audit/score.ts';
import { newSigningKey } from '../privacy/audit/sign.ts';
import { isZone } from './app.ts';
import { runAudit } from './audit-run.ts';
import { readSigned, signedJson, signedPage, verdictOn } from './audit-signed.ts';

const textIn = (params: Record<string, unknown>, field: string): string | null => {
  const value = params[field];
  if (value === undefined) return null;
  if (typeof value !== 'string' || value === '') throw new AppError('invalid-input', { field });
  return value;
};

const reportIn = (path: string) => JSON.parse(readSigned(path).signed.report) as AuditReport;

/** The key to sign with: read from a file, or made there (readable by its owner only). */
function signingKey(path: string | null): string {
  if (path !== null && existsSync(path)) return readFileSync(path, 'utf8');
  const key = newSigningKey();
  if (path !== null) writeFileSync(path, key, { mode: 0o600 });
  return key;
}

/** `inglenook lab audit`: what logs, exports and recorded visits give away. */
export const labAudit = {
  id: 'audit',
  takes: 'FILE...',
  title: 'Audit of tracked data',
  question: 'Which personal data, consents ignored and third parties do these files show, and what is to be done?',
  options: {
    retention: { type: 'string', help: 'days for which rows may be kept: older ones are a finding' },
    before: { type: 'string', help: 'signed report of an earlier audit, to compare with' },
    out: { type: 'string', help: 'write a signed report: FILE.html or FILE.json' },
    key: {
      type: 'string',
      help: 'file of the key to sign with, made if it is not there; with --verify: the key (private or public, PEM) that must have signed',
    },
    verify: {
      type: 'boolean',
      help: 'only check a signed report: that neither its data nor, on a page, anything to be read was changed',
    },
    now: { type: 'string', help: 'today, for what is too old, and for consent in rows without a time (YYYY-MM-DD)' },
  } as const,
  output:
    'One line with the figures of the whole, then one for each finding, worst first: severity, field, kind of data, count, people touched, masked sample, rules touched, what to do, in which rows it was seen, the points that it takes off the score (definitions.md, “audit score”), and the score without it. Reads logs, events (JSON, JSON lines), tables (CSV, Excel, Parquet), dumps of databases, visits recorded by a browser (HAR; each page in one is judged by its own site; what scripts put into the storage of the browser is not in those), texts, and archives and folders of them.',
  async *run(input: {
    paths: readonly string[];
    params: Record<string, unknown>;
    zone: string;
  }): AsyncGenerator<Record<string, unknown>> {
    const { params, paths, zone } = input;
    if (!isZone(zone)) throw new AppError('invalid-input', { field: 'zone' });
    if (params.verify === true) {
      const key = textIn(params, 'key');
      for (const path of paths) yield { path, ...verdictOn(path, key === null ? null : readFileSync(key, 'utf8')) };
      return;
    }
    if (paths.length === 0 || paths.includes('-')) throw new AppError('invalid-input', { field: 'path' });
    const retention = params.retention === undefined ? null : Number(params.retention);
    if (retention !== null && !(retention > 0)) throw new AppError('invalid-input', { field: 'retention' });
    const nowMs = params.now === undefined ? Date.now() : Date.parse(String(params.now));
    if (Number.isNaN(nowMs)) throw new AppError('invalid-input', { field: 'now' });
    const report = await runAudit({ paths, zone, nowMs, retentionDays: retention });
    const before = textIn(params, 'before');
    const { findings, ...whole } = report;
    const old = before === null ? null : reportIn(before);
    const change = old && { change: { ...compared(old.findings, findings), score: comparedScores(old, report) } };
    const out = textIn(params, 'out');
    if (out !== null) {
      const key = signingKey(textIn(params, 'key'));
      const signed = signedJson(report, key);
      writeFileSync(out, /\.html?$/i.test(out) ? signedPage(report, signed, key) : signed);
    }
    yield { ...whole, ...change };
    for (const finding of findings) yield { ...finding };
  },
};
