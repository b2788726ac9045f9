import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { facebookArchive } from './facebook-archive.ts';
import { instagramArchive } from './instagram-archive.ts';
import { tableFile } from './table-file.ts';
import { threadsArchive } from './threads-archive.ts';
import { whatsappChat } from './whatsapp-chat.ts';
import { xArchive } from './x-archive.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [
  accessLog,
  facebookArchive,
  instagramArchive,
  tableFile,
  threadsArchive,
  whatsappChat,
  xArchive,
];
