import { openReply } from './client.ts';

/** Whether this host can ask for a folder; a page in a browser may not point at any. */
export const canChooseFolder = (): boolean => window.inglenook !== undefined;

/** Asks for a folder in the system's own dialog; '' when the person chose none. */
export async function chooseFolder(): Promise<string> {
  return window.inglenook ? (openReply(await window.inglenook.chooseFolder()) as string) : '';
}
