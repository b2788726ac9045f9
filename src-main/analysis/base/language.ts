/** Fewer letters than this say too little about a language. */
const FEWEST_LETTERS = 10;
const ADDRESSES = /https?:\/\/\S+|[@#]\S+/g;
const LETTERS = /\p{L}/gu;

/** ISO 639-1 code of a text, or '' when it is too short or the answer unsure. */
export type LanguageDetector = (text: string) => string;

/**
 * Recognises languages by letter sequences (efficient language detector, eld). Its tables cost a quarter of a second and
 * some 50 MB, so they are loaded by whoever is about to ask, and threads that never do pay nothing.
 */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { eld } = await import('eld/small');
  return (text) => {
    const plain = text.replace(ADDRESSES, ' ');
    if (plain.length < FEWEST_LETTERS || (plain.match(LETTERS)?.length ?? 0) < FEWEST_LETTERS) return '';
    const found = eld.detect(plain);
    return found.isReliable() ? found.language : '';
  };
}
