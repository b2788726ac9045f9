/** Emoticons by what stands in the text; they mean the same in every language. */
export const EMOTICONS: Readonly<Record<string, number>> = {
  ':)': 2,
  ':-)': 2,
  '=)': 2,
  ':]': 2,
  ':D': 3,
  ':-D': 3,
  '=D': 3,
  xD: 2,
  XD: 2,
  ';)': 1,
  ';-)': 1,
  ';D': 2,
  ':P': 1,
  ':-P': 1,
  ':p': 1,
  ':*': 2,
  '<3': 3,
  '</3': -3,
  ':(': -2,
  ':-(': -2,
  '=(': -2,
  ':[': -2,
  ":'(": -3,
  ":'-(": -3,
  ":')": 2,
  '>:(': -3,
  ':/': -1,
  ':-/': -1,
  ':\\': -1,
  ':-\\': -1,
  ':|': -1,
  'D:': -2,
  '-_-': -1,
};

const groups: readonly (readonly [weight: number, emoji: string])[] = [
  [3, '😍🥰😘😀😃😄😁😊☺🤩🥳❤💙💚💛💜🧡🖤🤍🤎💖💗💕💞💓💘💝🎉🏆💯'],
  [2, '😂🤣😆😅🙂😇😋🤗😎👍👏🙌🙏💪✨🌟⭐🔥🥂🍾🎊😻😺💐🌹👌🤝✅😌'],
  [1, '😉😏🤞😜😝😛'],
  [-1, '😐😑😕🙁☹😬🙄😒😶🤨😓'],
  [-2, '😞😔😟😣😖😫😩😢😭😥😰😨😱😤👎😷🤒🤕😪😧😦😳🤦'],
  [-3, '😡😠🤬💔🤮🤢💩🖕👿😾'],
];

/** Emoji by code point; variation selectors and skin tones do not matter. */
export const EMOJI: ReadonlyMap<number, number> = new Map(
  groups.flatMap(([weight, emoji]) => Array.from(emoji, (sign) => [sign.codePointAt(0) ?? 0, weight] as const)),
);
