import { Parser } from 'htmlparser2';
import type { RejectionCode } from '../../shared/model.ts';

/** One pin as the page lists it: its address and its fields by their plain names, or why there is none. */
export type PinRecord =
  | { line: number; address: string; fields: ReadonlyMap<string, string> }
  | { line: number; code: RejectionCode };

/** Fields of a pin. Only the first group is kept; the second is known so that its lines are not taken for text. */
const KEPT = ['title', 'details', 'alt text', 'username', 'board name', 'created at', 'alive', 'is a repin', 'private'];
const PASSED = [
  'image',
  'is native',
  'board id',
  'is video',
  'ip address',
  'canonical link',
  'story pin media',
  'video',
];
const KNOWN: ReadonlySet<string> = new Set([...KEPT, ...PASSED]);
/** Fields whose text may go over several lines. */
const WORDY: ReadonlySet<string> = new Set(['title', 'details', 'alt text']);
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template']);

const MAX_FIELD_CHARS = 64 * 1024;
/** A tag or comment that never ends is waited for no longer. */
const PATIENCE_CHARS = 4 * 1024 ** 2;

const PIN = /^https?:\/\/(?:[a-z-]+\.)*pinterest\.[a-z.]+\/pin\//i;

/** Gathers pins while the page's tags and texts go by. */
class PinCollector {
  events = 0;
  readonly found: PinRecord[] = [];
  #count = 0;
  #record: { address: string; fields: Map<string, string> } | null = null;
  #section = '';
  #inTitle = false;
  #silent = 0;
  #lineText = '';
  #field = '';

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.events++;
    if (SILENT.has(name)) this.#silent++;
    if (name === 'br') this.endLine();
    if (name === 'h1') {
      this.endRecord();
      this.#section = '';
      this.#inTitle = true;
    }
    const address = name === 'a' ? (attributes.href ?? '') : '';
    // Inside a line it is the address of a field.
    if (PIN.test(address) && this.#lineText.trim() === '' && /^pins?$/i.test(this.#section.trim())) {
      this.endRecord();
      this.#record = { address, fields: new Map() };
    }
  }

  close(name: string): void {
    this.events++;
    if (SILENT.has(name)) this.#silent--;
    if (name === 'h1') this.#inTitle = false;
  }

  text(part: string): void {
    this.events++;
    if (this.#silent > 0) return;
    if (this.#inTitle) this.#section = (this.#section + part).slice(0, 200);
    else if (this.#record && this.#lineText.length < MAX_FIELD_CHARS) this.#lineText += part;
  }

  endLine(): void {
    const line = this.#lineText.trim();
    this.#lineText = '';
    const fields = this.#record?.fields;
    if (!fields || line === '') return;
    const [, name = '', value = ''] = /^([A-Za-z ]{3,20}):\s*([\s\S]*)$/.exec(line) ?? [];
    const plain = name.trim().toLowerCase();
    if (KNOWN.has(plain)) {
      this.#field = plain;
      if (KEPT.includes(plain) && !fields.has(plain)) fields.set(plain, value);
    } else if (WORDY.has(this.#field))
      fields.set(this.#field, `${fields.get(this.#field) ?? ''}\n${line}`.slice(0, MAX_FIELD_CHARS));
  }

  endRecord(): void {
    this.endLine();
    this.#field = '';
    if (!this.#record) return;
    const { address, fields } = this.#record;
    this.#record = null;
    // Each field but the last ends in a comma of the list, and empty ones hold these words.
    for (const [name, value] of fields) {
      const bare = value.replace(/\s*,$/, '').trim();
      fields.set(name, /^(no data|none)$/i.test(bare) ? '' : bare);
    }
    this.found.push({ line: ++this.#count, address, fields });
  }

  endEarly(): void {
    this.#record = null;
    this.found.push({ line: ++this.#count, code: 'too-long' });
  }
}

/** Pins of a streamed page, some at a time. Nothing in the page is ever run or loaded. */
export async function* pinRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<PinRecord[]> {
  const pins = new PinCollector();
  const parser = new Parser({
    onopentag: (name, attributes) => pins.open(name, attributes),
    onclosetag: (name) => pins.close(name),
    ontext: (text) => pins.text(text),
  });
  const decoder = new TextDecoder();
  let events = 0;
  let waiting = 0;
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }));
    waiting = pins.events === events ? waiting + chunk.length : 0;
    events = pins.events;
    if (waiting > PATIENCE_CHARS) {
      pins.endEarly();
      return yield pins.found.splice(0);
    }
    if (pins.found.length > 0) yield pins.found.splice(0);
  }
  parser.write(decoder.decode());
  parser.end();
  pins.endRecord();
  if (pins.found.length > 0) yield pins.found;
}
