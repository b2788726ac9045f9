/** Fewer letters than this say too little about a language. */
const FEWEST_LETTERS = 10;
const ADDRESSES = /https?:\/\/\S+|[@#]\S+/g;
const LETTERS = /\p{L}/gu;

/** ISO 639-1 code of a text, or '' when it is too short or the answer unsure. */
export type LanguageDetector = (text: string) => string;

const withoutAddresses = (text: string): string => text.replace(ADDRESSES, ' ');
const hasLetters = (plain: string): boolean =>
  plain.length >= FEWEST_LETTERS && (plain.match(LETTERS)?.length ?? 0) >= FEWEST_LETTERS;

/** Whether a text is long enough for its language to be recognised. */
export const tellsLanguage = (text: string): boolean => hasLetters(withoutAddresses(text));

/**
 * Recognises languages by letter sequences (efficient language detector, eld). Its tables cost half a second and 130 MB,
 * so they are loaded by whoever is about to ask, and threads that never do pay nothing.
 */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { eld } = await import('eld/small');
  return (text) => {
    const plain = withoutAddresses(text);
    if (!hasLetters(plain)) return '';
    const found = eld.detect(plain);
    return found.isReliable() ? found.language : '';
  };
}
