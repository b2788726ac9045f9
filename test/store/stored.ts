import { SAFE_BASIS } from '../../shared/model.ts';
import type { WriteDb } from '../../src-main/store/open.ts';
import { createRun } from '../../src-main/store/tables/runs.ts';

/** A new import run of an invented file; ids count up from 1. */
export const aRun = (db: WriteDb, fileName = 'invented.csv'): number =>
  createRun(db, {
    fileName,
    sizeBytes: 100,
    format: 'table',
    mapping: null,
    choices: null,
    startedMs: 1_700_000_000_000,
    sample: false,
    basis: SAFE_BASIS,
  });
