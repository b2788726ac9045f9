import { listAt, objectAt, textAt } from './json-read.ts';

interface Link {
  from: number;
  to: number;
  uri: string;
}

const LINK = 'app.bsky.richtext.facet#link';

const byteAt = (facet: unknown, key: string): number => {
  const place = objectAt(facet, 'index')[key];
  return typeof place === 'number' && Number.isSafeInteger(place) ? place : -1;
};

/** Text with each link written out: apps show long ones cut short. Places are counted in bytes of UTF-8. */
export function linkedText(text: string, facets: readonly unknown[]): string {
  const bytes = Buffer.from(text, 'utf8');
  const links = facets.flatMap((facet): Link[] => {
    const feature = listAt(facet, 'features').find((one) => textAt(one, '$type') === LINK);
    const [uri, from, to] = [textAt(feature, 'uri'), byteAt(facet, 'byteStart'), byteAt(facet, 'byteEnd')];
    return /^https?:\/\//.test(uri) && from >= 0 && to > from && to <= bytes.length ? [{ from, to, uri }] : [];
  });
  if (links.length === 0) return text;
  links.sort((a, b) => a.from - b.from || a.to - b.to);
  const parts: string[] = [];
  let done = 0;
  for (const { from, to, uri } of links) {
    // Places that overlap or cut a character are mistaken.
    if (from < done || isInside(bytes, from) || isInside(bytes, to)) continue;
    const shown = bytes.toString('utf8', from, to);
    parts.push(bytes.toString('utf8', done, from), written(shown, uri));
    done = to;
  }
  return parts.join('') + bytes.toString('utf8', done);
}

const isInside = (bytes: Buffer, at: number): boolean => at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80;

/** Words that link somewhere stay, with the address behind them; an address that is shown is written in full. */
const written = (shown: string, uri: string): string =>
  /^(https?:\/\/)?[\w-]+(\.[\w-]+)+([/?#]\S*)?(…|\.\.\.)?$/.test(shown) ? uri : `${shown} (${uri})`;
