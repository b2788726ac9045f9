import type { EventData } from '../../../shared/columns.ts';
import type { EventBlock, EventColumn } from './block.ts';

/** One event as numbers, for the drawer. */
export type EventRecord = Record<EventColumn, number>;

/** Reads one event out of its columns. */
export function eventAt(columns: EventData | EventBlock, index: number): EventRecord {
  const read = (name: EventColumn): number => columns[name][index] ?? 0;
  return {
    at: read('at'),
    person: read('person'),
    kind: read('kind'),
    flags: read('flags'),
    page: read('page'),
    source: read('source'),
    agent: read('agent'),
    status: read('status'),
    sizeBytes: read('sizeBytes'),
    value: read('value'),
    run: read('run'),
    line: read('line'),
    tookMsPlus1: read('tookMsPlus1'),
    screen: read('screen'),
    language: read('language'),
    properties: read('properties'),
  };
}
