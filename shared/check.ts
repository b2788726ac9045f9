import * as z from 'zod';
import { conditionSchema } from './conditions.ts';
import { BASES, CONSENT_STATES, IDENTIFIER_KINDS, NETWORKS, PURPOSES } from './model.ts';

/** The few building blocks of input checks. */
export const text = (max: number) => z.string().max(max);
export const id = () => z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const instant = () => z.number().min(-8.64e15).max(8.64e15);
export const list = <T extends z.ZodType>(item: T, max = 1000) => z.array(item).max(max);
export const nothing = () => z.strictObject({});
export const purpose = () => z.enum(PURPOSES);
export const basis = () => z.enum(BASES);
export const identifierKind = () => z.enum(IDENTIFIER_KINDS);
export const consentState = () => z.enum(CONSENT_STATES);
export const basisByPurpose = () =>
  z.strictObject({
    service: basis(),
    marketing: basis(),
    personalisation: basis(),
    advertising: basis(),
    research: basis(),
  });

/** From and until when a basis holds, in whole milliseconds. */
export const basisDates = () => {
  const moment = instant().int().nullable();
  return z
    .strictObject({ fromMs: moment, untilMs: moment })
    .refine(({ fromMs, untilMs }) => fromMs === null || untilMs === null || fromMs < untilMs, { path: ['untilMs'] });
};

/** Marks each input that names a file or folder of this computer, so that a host with a page finds them all: places.ts. */
export const PLACES = z.registry<{ place: 'file' | 'folder' }>();

/** A file the user chose: an absolute path (Electron, CLI) or `upload:<id>` (loopback). */
export const fileRef = () => z.string().min(1).max(4096).register(PLACES, { place: 'file' });

/** A folder the user chose, as an absolute path; empty = none. */
export const folderRef = () => text(4096).register(PLACES, { place: 'folder' });

/** Date range in Unix ms, half-open; with `compare` the same length before it is computed too. */
export const range = () => z.strictObject({ fromMs: instant(), toMs: instant() }).refine((r) => r.toMs > r.fromMs);

/** Which messages are looked at; an empty list = all. `languages` as messages have them ('' = unknown), `runs` = imports. */
const messageFilter = () =>
  z.strictObject({
    networks: list(z.enum(NETWORKS), 40).default([]),
    languages: list(text(40), 100).default([]),
    runs: list(id(), 200).default([]),
  });
export type MessageFilter = z.output<ReturnType<typeof messageFilter>>;

/**
 * What every analysis call takes besides its own parameters. `range` null = all there is; `segment` narrows activity to
 * what the condition names, orders and messages to whom it names, `saved` does so by the name of a segment that was kept;
 * `messages` narrows messages alone.
 */
export const filter = () =>
  z.strictObject({
    range: range().nullable(),
    bots: z.boolean().default(false),
    segment: conditionSchema.optional(),
    saved: text(80).optional(),
    messages: messageFilter().optional(),
  });
