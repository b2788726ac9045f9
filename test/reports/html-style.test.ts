import { describe, expect, it } from 'vitest';
import { STYLE } from '../../src-main/reports/html-style.ts';

type Lab = [number, number, number];

/** sRGB → OKLab and back to luminance (Björn Ottosson, 2020), as color-mix(in oklab) computes. */
function toLab(hex: string): Lab {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
function luminance([light, a, b]: Lab): number {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  return 0.2126 * red + 0.7152 * green + 0.0722 * (-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
}
const contrast = (a: Lab, b: Lab) => {
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return Math.max(x, y) / Math.min(x, y);
};

const [light = '', dark = ''] = [...STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, inner]) => inner);
const tokensOf = (css: string) =>
  new Map([...css.matchAll(/--([\w-]+):(#[0-9a-f]+)/g)].map(([, name, hex]) => [name, hex]));

describe.each([
  ['light', tokensOf(light)],
  ['dark', tokensOf(dark)],
])('%s theme', (_, tokens) => {
  const lab = (name: string) => toLab(name.startsWith('#') ? name : (tokens.get(name) ?? ''));

  it('has readable text and links (4.5:1) and marks that stand out (3:1)', () => {
    for (const ground of ['ground', 'surface'])
      for (const ink of ['ink', 'ink2', 'accent'])
        expect([ink, contrast(lab(ink), lab(ground)) >= 4.5]).toEqual([ink, true]);
    for (const mark of ['s1', 's2', 's3', 's4', 's5', 's6', 'before', 'negative', 'neutral', 'positive'])
      expect([mark, contrast(lab(mark), lab('surface')) >= 3]).toEqual([mark, true]);
  });

  it('has readable figures on every step of the heat map', () => {
    for (let shade = 0; shade < 8; shade++) {
      const part =
        Number(new RegExp(`rect\\.h${shade}\\{fill:color-mix\\(in oklab,var\\(--high\\) (\\d+)%`).exec(STYLE)?.[1]) /
        100;
      const ink = new RegExp(`text\\.h${shade}\\{fill:(?:var\\(--([\\w-]+)\\)|(#\\w+))`).exec(STYLE);
      const [low, high] = [lab('low'), lab('high')];
      const mixed = low.map((value, i) => value * (1 - part) + (high[i] ?? 0) * part) as Lab;
      expect([shade, contrast(mixed, lab(ink?.[1] ?? ink?.[2] ?? '')) >= 4.5]).toEqual([shade, true]);
    }
  });
});
