import { csv } from './csv.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import type { Report } from './report.ts';

/** Every kind of report; one line each. */
export const REPORTS: readonly Report[] = [html, csv, json];
