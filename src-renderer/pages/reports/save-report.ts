import { saveBlob } from '../../charts/save-blob.ts';

/** Hands a file that the core made to the browser's own download. */
export const saveReport = ({ fileName, mime, bytes }: { fileName: string; mime: string; bytes: Uint8Array }): void =>
  saveBlob(new Blob([Uint8Array.from(bytes)], { type: mime }), fileName);
