/** A word, a number, one sign or one end of line: [start, end) in UTF-16 units. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/** Stretch that a rule has already recognised; it stands in the text as one token, its type. */
export interface Claimed {
  type: string;
  start: number;
  end: number;
}

// A word keeps an apostrophe inside ("O'Brien"), not the English genitive ("Anna's"); a number keeps letters ("12th").
// Bounded, since megabytes of letters without a blank are more than a pattern bears: of such a word each part is a token.
const TOKEN =
  /\p{L}[\p{L}\p{M}]{0,199}(?:['’](?!s(?![\p{L}\p{M}]))\p{L}[\p{L}\p{M}]{0,199}){0,8}|['’]s(?![\p{L}\p{M}])|\p{N}{1,200}(?:\p{L}{1,2}(?![\p{L}\p{N}]))?|\n|[^\s]/gu;

/** Marks a token that stands for a claimed stretch; no text holds it. */
export const CLAIM_MARK = '\u0001';

/** Longest text that is tagged in one piece; all of a longer one is tagged, piece by piece. */
const LONGEST_PIECE = 2000;

/** Tokens of a text in order. `claimed` is in order and free of overlaps. */
export function tokenise(text: string, claimed: readonly Claimed[]): Token[] {
  const tokens: Token[] = [];
  let next = 0;
  let from = 0;
  TOKEN.lastIndex = 0;
  const add = (until: number) => {
    const part = text.slice(from, until);
    TOKEN.lastIndex = 0;
    for (let hit = TOKEN.exec(part); hit; hit = TOKEN.exec(part))
      tokens.push({ text: hit[0], start: from + hit.index, end: from + hit.index + hit[0].length });
  };
  for (; next < claimed.length; next++) {
    const { type, start, end } = claimed[next] as Claimed;
    add(start);
    tokens.push({ text: CLAIM_MARK + type, start, end });
    from = end;
  }
  add(text.length);
  return tokens;
}

/** Cuts tokens into pieces of bounded length, at ends of lines or sentences where there are any. */
export function pieces(tokens: readonly Token[]): (readonly Token[])[] {
  const limit = LONGEST_PIECE / 5;
  if (tokens.length <= limit) return [tokens];
  const cut: (readonly Token[])[] = [];
  let start = 0;
  while (start < tokens.length) {
    let end = Math.min(tokens.length, start + limit);
    if (end < tokens.length)
      for (let i = end; i > start + limit / 2; i--) {
        const before = tokens[i - 1]?.text;
        if (before === '\n' || before === '.') {
          end = i;
          break;
        }
      }
    cut.push(tokens.slice(start, end));
    start = end;
  }
  return cut;
}
