import { type JsonObject, listAt, objectAt, textAt } from './json-read.ts';

/** Value of a request's header; names are in any case. */
export function headerOf(request: JsonObject, name: string): string {
  for (const header of listAt(request, 'headers'))
    if (textAt(header, 'name').toLowerCase() === name) return textAt(header, 'value');
  return '';
}

/** Whether an answer sends the browser on to another address. */
export function isRedirect(entry: JsonObject): boolean {
  const status = Number(objectAt(entry, 'response').status);
  return status >= 300 && status < 400 && status !== 304;
}

/** Whether an entry is the page in the tab itself; null = its recorder does not say. Chrome's kind is the same for frames. */
export function isTopPage(entry: JsonObject): boolean | null {
  const destination = headerOf(objectAt(entry, 'request'), 'sec-fetch-dest');
  if (destination !== '') return destination === 'document';
  const kind = textAt(entry, '_resourceType');
  return kind === '' ? null : kind === 'document';
}

/** Which page of a recorded visit an entry belongs to: that which it names, else the last one that the tab was sent to. */
export class HarPages {
  #navigations = 0;
  #isPassing = false;

  /** The entries of a recording, in its order. */
  keyOf(entry: JsonObject): string {
    const named = textAt(entry, 'pageref');
    if (named !== '') return `page ${named.slice(0, 200)}`;
    if (headerOf(objectAt(entry, 'request'), 'sec-fetch-dest') === 'document') {
      // What a redirect leads to belongs to it.
      if (!this.#isPassing) this.#navigations++;
      this.#isPassing = isRedirect(entry);
    }
    return `navigation ${this.#navigations}`;
  }
}
