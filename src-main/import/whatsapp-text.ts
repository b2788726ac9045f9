import type { Identifier } from '../../shared/model.ts';
import { MARKS, type WrittenLine } from './whatsapp-lines.ts';

/** A name before the colon is no longer than this; what is longer is a sentence of the app. */
const LONGEST_NAME = 80;
/** Sentences of Android's app in which a colon follows a name in quotes: "Anna changed the subject to “a: b”". */
const QUOTED = /["“”„«»]/;

/** Who wrote a message and what; null for what the app itself notes (joined, left, encryption, missed calls). */
export function authorAndText({ rest, isIos }: WrittenLine): { author: string; text: string } | null {
  const colon = /:\s|:$/.exec(rest)?.index ?? -1;
  if (colon < 1) return null;
  // "~ Anna" = somebody who is not in the address book.
  const author = rest.slice(0, colon).replace(MARKS, '').replace(/^~\s?/, '').trim();
  if (author === '' || author.length > LONGEST_NAME || (!isIos && QUOTED.test(author))) return null;
  return { author, text: rest.slice(colon + 1).replace(/^ /, '') };
}

/** A file left out or attached, in brackets of its own: "<Media omitted>", "<attached: 1.jpg>". */
const BRACKETED = /^<[^<>\n]{3,120}>$/;
/** "IMG-20250330-WA0001.jpg (file attached)" of Android. */
const ATTACHED = /^[^\s()<>][^()<>\n]{0,120}\.\w{2,5} \([^()\n]{3,60}\)$/;
/** Deleted messages, as Android writes them (en de fr es it nl pt); "null" is what it makes of pictures shown once. */
const DELETED =
  /^(this message was deleted|you deleted this message|diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|ce message a été supprimé|vous avez supprimé ce message|se eliminó este mensaje|este mensaje fue eliminado|eliminaste este mensaje|questo messaggio è stato eliminato|hai eliminato questo messaggio|dit bericht is verwijderd|je hebt dit bericht verwijderd|u hebt dit bericht verwijderd|mensagem apagada|esta mensagem foi apagada|você apagou esta mensagem|null)\.?$/i;
/** "<This message was edited>" at the end of a message (en de fr es it nl pt). */
const EDITED =
  /\u200e?<(this message was edited|diese nachricht wurde bearbeitet|ce message a été modifié|se editó este mensaje|questo messaggio è stato modificato|dit bericht is bewerkt|esta mensagem foi editada|mensagem editada)\.?>\s*$/iu;

/** A line that stands for a file, a deleted message or a note of the app. On iOS those begin with a mark (U+200E). */
function isNote(line: string, isIos: boolean): boolean {
  if (isIos && line.startsWith('\u200e')) return true;
  const plain = line.replace(MARKS, '').trim();
  return BRACKETED.test(plain) || ATTACHED.test(plain) || DELETED.test(plain);
}

/** What a person wrote in a message of one or more lines; '' when it was a file without words, deleted, or a note. */
export function writtenText(text: string, isIos: boolean): string {
  const lines = text.replace(EDITED, '').split('\n');
  // A file stands in the first line, its caption below it; on iOS it can also end the caption's last line.
  const words = (isNote(lines[0] ?? '', isIos) ? lines.slice(1) : lines).filter(
    (line) => !(isIos && line.startsWith('\u200e')),
  );
  return words
    .map((line) => line.replace(/\u200e<[^<>]{3,120}>$/, ''))
    .join('\n')
    .replace(MARKS, '')
    .trim();
}

/** Identifier of an author: a telephone number where there is no name for it in the address book. Personal data. */
export function authorIdentifier(author: string): Identifier {
  const isPhone = /^\+?[\d\s\u00a0().-]{6,24}$/.test(author) && /\d{5}/.test(author.replace(/\D/g, ''));
  return isPhone
    ? { kind: 'phone', scope: '', value: author.replace(/[^\d+]/g, '') }
    : { kind: 'name', scope: 'whatsapp', value: author };
}

const TITLES: readonly RegExp[] = [
  /^WhatsApp[ -]Chat(?: (?:with|mit|met|med|con|avec|com|-))? (.+)$/i,
  /^(?:Chat|Conversación|Conversa) (?:de|do) WhatsApp (?:con|com) (.+)$/i,
  /^(?:Discussion|Chat) WhatsApp (?:avec|con) (.+)$/i,
];

/** Whom a chat was with, by the name of its file ("WhatsApp Chat with Anna.txt"); '' when the name does not tell. */
export function chatPartner(fileName: string): string {
  const base = (fileName.split('/').at(-1) ?? '')
    .replace(/\.(txt|zip)$/i, '')
    .replace(/ ?\(\d+\)$/, '')
    .normalize('NFC')
    .replace(MARKS, '');
  for (const title of TITLES) {
    const found = title.exec(base)?.[1]?.trim();
    if (found) return found;
  }
  return '';
}

/** Whether two names are of one person: as written, or the same telephone number. */
export const isSameName = (a: string, b: string): boolean => {
  const [first, second] = [authorIdentifier(a.normalize('NFC')), authorIdentifier(b.normalize('NFC'))];
  return first.kind === second.kind && first.value.replace(/^\+/, '') === second.value.replace(/^\+/, '');
};
