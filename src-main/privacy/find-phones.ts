/** Words that announce a number to call, in the languages of our users' customers. */
const ANNOUNCED =
  /(?:\b(?:phone|phones|tel|tél|telefon\p{L}*|telefoon|teléfono|telefone|téléphone|telephone|fon|mobile?|cell|cellphone|handy|móvil|celular|portable|call|reach|ring|dial|text(?!=)|whats ?app|msisdn|電話|fax|hotline|number is|rufnummer|nummer|numéro|anrufen|appel\p{L}*|llám\p{L}*|chiam\p{L}*)|☎|📞|📱)[^\p{L}\p{N}[\]]{0,3}(?:[\p{L}']{1,10}[ :]{1,2}){0,3}[^\p{L}\p{N}[\]]{0,3}$/iu;

const DATE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}))(?!\d)/;
/** 1 234 567,89 or 1.234.567: a quantity, not a number to call. */
const THOUSANDS = /^\d{1,3}(?:([ .\u00a0])\d{3})(?:\1\d{3})*(?:,\d+)?$/;

/** 20240131 among other numbers: the row of a table. */
const DAY = /(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/;
/** Blanks that set columns apart. */
const COLUMNS = /\d[ \u00a0]{2,}\d/;

/** Number of a parcel (UPS), which is often written in groups. */
const PARCEL = /\b1Z(?: ?[\dA-Z]{1,4}){0,5} ?$/;

const countDigits = (text: string) => text.replace(/\D/g, '').length;

/** Whether a run of digits and separators reads as a phone number of its own accord (ITU-T E.164: at most 15 digits). */
function looksLikePhone(run: string, digits: number): boolean {
  if (/^[(]?(?:[+＋]|00)/.test(run)) return digits >= 8;
  if (/^\(\d{2,5}\)/.test(run)) return digits >= 7;
  if (/^1?[ .-]?\d{3}[ .-]\d{3}[ .-]\d{4}$/.test(run)) return true;
  if (THOUSANDS.test(run)) return false;
  const groups = run.split(/[^\d]+/).filter((group) => group !== '');
  if (/^0[1-9]/.test(run)) return digits >= 9;
  // Three groups or more of two to four digits: as most countries print their numbers.
  return digits >= 9 && groups.length >= 3 && groups.every((group) => group.length >= 2 && group.length <= 4);
}

/** Whether this run, with what stands before and after it, is a number to call. */
function isPhone(run: string, text: string, start: number): boolean {
  const digits = countDigits(run);
  if (digits < 7 || digits > 15 || DATE.test(run)) return false;
  const after = text.slice(start + run.length, start + run.length + 12);
  // A longer run of digits, a decimal, a unit or a currency behind it: something counted or paid.
  if (/^(?:\d|[.,:]\d|\s?(?:%|€|\$|£|eur\b|usd\b|kg\b|km\b|ms\b))/iu.test(after)) return false;
  const before = text.slice(Math.max(0, start - 48), start);
  if (/[€$£#№]\s?$/u.test(before) || PARCEL.test(before)) return false;
  if (ANNOUNCED.test(before)) return true;
  return looksLikePhone(run, digits) && !COLUMNS.test(run) && !(DAY.test(run) && !/^[(]?[+＋]/.test(run));
}

/** Length of the phone number that starts at `start`, or 0. Numbers that could be anything count only after a word such as "call". */
export function phoneEnd(match: string, text: string, start: number): number {
  let run = match;
  while (!isPhone(run, text, start)) {
    // Two numbers may stand side by side: try again without what looks like the start of the second.
    const cut = run.search(/[ ./-]{1,3}\(?0\d[\d ()./\u00a0\u2010-\u2013-]*$/u);
    if (cut < 0) return 0;
    run = run.slice(0, cut);
  }
  const after = text.slice(start + run.length, start + run.length + 12);
  const extension = /^\s?(?:x|ext\.?|extension|#|dw|app\.?)\s?\d{1,6}(?!\d)/iu.exec(after);
  return run.length + (extension?.[0].length ?? 0);
}
