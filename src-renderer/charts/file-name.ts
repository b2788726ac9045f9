const LONGEST = 120;

/**
 * A name that a file may be saved under, whatever text it comes from: no part of a path, no signs that a system keeps for
 * itself, nothing invisible or that turns the reading direction (which would let "exe.txt" stand for "txt.exe").
 */
export function safeFileName(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, '')
    .replace(/[\\/:*?"<>|]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.\s-]+|[.\s]+$/g, '');
  const ending = /\.[a-z0-9]{1,8}$/i.exec(plain)?.[0] ?? '';
  const stem = Array.from(plain.slice(0, plain.length - ending.length))
    .slice(0, LONGEST)
    .join('')
    .replace(/[.\s]+$/, '');
  return stem === '' ? `inglenook${ending}` : `${stem}${ending}`;
}
