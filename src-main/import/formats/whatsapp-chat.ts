import type { MessageRow, Rejection } from '../../../shared/model.ts';
import { dateReader } from '../dates.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { bytesOf, isHidden } from '../members.ts';
import { metaMessage, startOf } from '../meta-elements.ts';
import { StepMaker } from '../steps.ts';
import { contentKey, Occurrences, personBucket } from '../table-occurrence.ts';
import { decoded, sniffEncoding } from '../table-text.ts';
import { type DateOrder, dateOrder, localTime, type WrittenLine, writtenLine } from '../whatsapp-lines.ts';
import { authorAndText, authorIdentifier, chatPartner, isSameName, writtenText } from '../whatsapp-text.ts';

const HEAD_BYTES = 64 * 1024;
/** Lines longer than this are cut, and messages refused: none is that long. */
const MAX_LINE = 200_000;

/** Lines of a file's start, without the one that the limit cut. */
function headLines(bytes: Uint8Array): string[] {
  const text = new TextDecoder(sniffEncoding(bytes) || 'utf-8').decode(bytes, { stream: true });
  const lines = text.split(/\r?\n/);
  return bytes.length >= HEAD_BYTES ? lines.slice(0, -1) : lines;
}

const startsOf = (lines: readonly string[]): WrittenLine[] =>
  lines.map(writtenLine).filter((line): line is WrittenLine => line !== null);

/** The chat in an archive: its only text that is named like one, else its only text. */
function chatMember(members: FileHead['members']): string | null {
  const texts = members.filter(({ path }) => !isHidden(path) && /\.txt$/i.test(path)).map(({ path }) => path);
  const named = texts.filter((path) => /(^|\/)_chat\.txt$/i.test(path) || chatPartner(path) !== '');
  return named[0] ?? (texts.length === 1 ? (texts[0] as string) : null);
}

async function detect(head: FileHead): Promise<Detection> {
  const member = head.members.length > 0 ? chatMember(head.members) : '';
  if (member === null) return { score: 0, reason: 'There is no WhatsApp chat in it.' };
  const lines = headLines(member === '' ? head.bytes : await head.memberHead(member, HEAD_BYTES)).slice(0, 200);
  const starts = startsOf(lines);
  const isStart = lines.slice(0, 3).some((line) => writtenLine(line) !== null);
  const authors = starts.filter((line) => authorAndText(line) !== null).length;
  if (!isStart || authors === 0) return { score: 0, reason: 'Its lines are not those of a WhatsApp chat.' };
  const isNamed = chatPartner(head.name) !== '' || /(^|\/)(_chat\.txt|WhatsApp)/i.test(member || head.name);
  const filled = lines.filter((line) => line.trim() !== '').length;
  // Long messages take many lines; a name like that of a chat makes up for few starts.
  const share = starts.length / Math.max(1, filled);
  const score = isNamed ? 0.96 : starts.length >= 3 && share > 0.3 ? 0.93 : share > 0.3 ? 0.6 : 0;
  const ignored = head.members
    .filter(({ path }) => path !== member && !isHidden(path) && !path.endsWith('/'))
    .slice(0, 50)
    .map(({ path }) => ({ member: path, why: 'Pictures and other files of a chat are not read.' }));
  return { score, reason: 'Its lines begin with date, time and name, as in a WhatsApp chat.', ignored };
}

/** Lines of a stream, without their ends; what is longer than any message is cut. */
async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string[]> {
  let open = '';
  for await (const text of texts) {
    const lines = text.split('\n');
    const found: string[] = [];
    for (let i = 0; i < lines.length; i++) {
      if (i > 0) {
        found.push(open.replace(/\r$/, ''));
        open = '';
      }
      if (open.length < MAX_LINE) open += (lines[i] as string).slice(0, MAX_LINE - open.length);
    }
    yield found;
  }
  if (open !== '') yield [open.replace(/\r$/, '')];
}

/** How the lines of one chat are read. */
interface Chat {
  order: DateOrder;
  /** Everybody but this one is the business; '' = unknown who it is. */
  partner: string;
}

/** Who speaks in a line; nobody in the notes that iOS files under the name of the chat. */
function speakerOf(line: WrittenLine): string | null {
  const spoken = authorAndText(line);
  return spoken && writtenText(spoken.text, line.isIos) !== '' ? spoken.author : null;
}

/** What the start of a chat says of all of it. */
function chatOf(lines: readonly string[], titles: readonly string[]): Chat {
  const starts = startsOf(lines);
  const authors = [...new Set(starts.flatMap((line) => speakerOf(line) ?? []))];
  const partner = authors.find((author) => titles.some((title) => isSameName(author, title)));
  // With three or more it is a group: nobody can be told to be the business.
  return { order: dateOrder(starts), partner: authors.length <= 2 ? (partner ?? '') : '' };
}

/** A message whose end has not come yet: its first line, and those below it. */
interface OpenMessage {
  start: WrittenLine;
  line: number;
  lines: string[];
  length: number;
}

/** Puts the lines of a chat together to messages. */
class ChatReader {
  readonly #chat: Chat;
  readonly #toInstant: (text: string) => number | null;
  readonly #repeats = new Occurrences();
  readonly #steps: StepMaker;
  #open: OpenMessage | null = null;
  #line = 0;

  constructor(chat: Chat, zone: string, steps: StepMaker) {
    this.#chat = chat;
    this.#steps = steps;
    this.#toInstant = dateReader('iso', zone) ?? (() => null);
  }

  take(text: string): void {
    this.#line++;
    const start = writtenLine(text);
    if (start) {
      this.finish();
      this.#open = { start, line: this.#line, lines: [], length: 0 };
    } else if (this.#open) {
      this.#open.length += text.length + 1;
      if (this.#open.length <= MAX_LINE) this.#open.lines.push(text);
    } else if (text.trim() !== '') this.#steps.reject('not-this-format', this.#line);
  }

  /** The message that is open has come to its end. */
  finish(): void {
    if (!this.#open) return;
    const result = this.#toResult(this.#open);
    this.#open = null;
    if (result === null) this.#steps.skip();
    else if ('type' in result) this.#steps.add(result);
    else this.#steps.reject(result.code, result.line, result.field);
  }

  /** The message, why it is refused, or null for notes of the app and files without words. */
  #toResult({ start, line, lines, length }: OpenMessage): MessageRow | Rejection | null {
    if (length > MAX_LINE) return { code: 'too-long', line, field: 'text' };
    const spoken = authorAndText(start);
    if (spoken === null) return null;
    const local = localTime(start, this.#chat.order);
    const atMs = this.#toInstant(local);
    if (atMs === null) return { code: 'impossible-date', line, field: 'date' };
    const text = writtenText([spoken.text, ...lines].join('\n'), start.isIos);
    return text === '' ? null : this.#toRow(spoken.author, text, atMs, local, line);
  }

  #toRow(author: string, text: string, atMs: number, local: string, line: number): MessageRow | Rejection {
    const own = this.#chat.partner !== '' && !isSameName(author, this.#chat.partner);
    const identifier = authorIdentifier(author);
    // By the minute on the telephone's own clock: the same whatever the zone, and on both kinds of telephone.
    const parts = [local.slice(0, 16), personBucket(identifier.value), text];
    return metaMessage('whatsapp', {
      line,
      key: contentKey(parts, this.#repeats.next(parts.join('\u0000'))),
      kind: 'direct',
      atMs,
      author: own ? [] : [identifier],
      own,
      text,
    });
  }
}

async function* parse(source: Source, { zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const member = source.members.length > 0 ? chatMember(source.members) : '';
  if (member === null) return;
  const start = await startOf(bytesOf(source, member), HEAD_BYTES);
  const chat = chatOf(
    headLines(start),
    [chatPartner(member), chatPartner(source.name)].filter((name) => name !== ''),
  );
  const steps = new StepMaker();
  const reader = new ChatReader(chat, zone, steps);
  for await (const lines of linesOf(decoded(bytesOf(source, member), sniffEncoding(start) || 'utf-8'))) {
    for (const line of lines) reader.take(line);
    yield* steps.full();
  }
  reader.finish();
  yield* steps.rest();
}

/** One chat as WhatsApp exports it, of Android or iOS and any language, as text or zip. */
export const whatsappChat: Format = {
  id: 'whatsapp-chat',
  title: 'WhatsApp chat',
  group: 'social',
  about:
    'One chat, exported from WhatsApp as text or zip. It holds private messages: everything in it is read because you chose this file.',
  yields: ['message'],
  keeps: [
    { field: 'Messages', why: 'Text and time, to see what people ask and when.' },
    { field: 'Who wrote', why: 'As a pseudonym, to tell questions from answers.' },
  ],
  drops: [
    { field: 'Pictures, voice messages and documents', why: 'Not read.' },
    { field: 'Notes of the app', why: 'Who joined, left or called is no message.' },
    { field: 'Deleted messages', why: 'What was deleted stays deleted.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
