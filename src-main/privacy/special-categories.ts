/** Data that may not be used to form groups of people: GDPR Art. 9(1), children (recital 38), CCPA "sensitive". */
export const SPECIAL_CATEGORIES = [
  'health',
  'religion',
  'politics',
  'orientation',
  'union',
  'ethnicity',
  'children',
] as const;
export type SpecialCategory = (typeof SPECIAL_CATEGORIES)[number];

/**
 * Words that say it outright, in the tongues of the notice (en de fr es it nl pt), without accents; what stands before a * may go
 * on. Short on purpose: a shop may sell candles for a church feast without knowing anything of its buyers' belief, but a group
 * of those who looked at "/catholic" tells of it.
 */
const WORDS: Readonly<Record<SpecialCategory, string>> = {
  health: `hiv aids cancer diabet* pregnan* schwanger* enceinte embaraz* incinta zwanger* gravidez depress* anxiety
    alzheimer* epilep* infertil* fertility abortion* disabilit* disabled behinderung* handicap* medication* antidepress*
    insulin chemo* dialysis psoria* incontinen* krebs krankheit* krank* maladie* enfermedad* malattia* ziekte* doenca*
    adhd autis* dementia stoma hearing-aid`,
  religion: `muslim* islam* halal mosque* moschee* mosquee* mezquita* jewish judaism judisch* juif juive kosher synagog*
    christian* catholic* katholi* catholique* protestant* evangelic* church* kirche* eglise* iglesia* chiesa* igreja*
    hindu* buddhis* sikh* religio* ramadan`,
  politics: `politic* politik* politique* political-party republican* democrats labour-party conservative-party tories
    socialist* communist* election-campaign parteimitglied*`,
  orientation: `gay lesbian* lesbisch* lesbienne* lesbiana* bisexual* transgender* transsexual* homosexu* lgbt* queer
    sexual-orientation`,
  union: `trade-union labor-union labour-union gewerkschaft* syndicat sindicato sindacato vakbond*`,
  ethnicity: `ethnicity ethnic-origin ethnisch* ethnie racial-origin roma-sinti`,
  children: `kids-under-13 under-13 under-16 minderjahrig* mineur* menor-de-edad minorenn* minderjarig* schoolchild*
    child-account kids-account toddler* kindergarten`,
};

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');

const patternOf = (words: string): RegExp =>
  new RegExp(
    `(?:^| )(?:${words
      .trim()
      .split(/\s+/)
      .map((word) => word.replaceAll('-', ' ').replace(/\*$/, '[\\p{L}\\p{N}]*'))
      .join('|')})(?: |$)`,
    'u',
  );
const PATTERNS = SPECIAL_CATEGORIES.map((category) => [category, patternOf(WORDS[category])] as const);

/** What a text says of a special category by its words; null where nothing does. Words only: it can miss, and it can be wrong. */
export function specialCategoryOf(text: string): SpecialCategory | null {
  const words = plain(text);
  return PATTERNS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}
