/** Endings under which anybody may register a name, of those that are made of two parts. */
const TWO_PART_ENDINGS =
  /\.(?:(?:co|com|org|net|ac|gov|edu)\.[a-z]{2}|(?:ltd|plc|me|nhs|sch|police)\.uk|(?:ne|or|go|ad|ed|gr|lg)\.jp|(?:gov|edu)\.[a-z]{2}|(?:asn|id)\.au|(?:or|re|pe|go)\.kr|(?:gv|or)\.at|(?:asso|gouv)\.fr|nom\.[a-z]{2}|in\.th)$/;
/** Hosts under which strangers live side by side (from the private part of the Public Suffix List). */
const SHARED =
  /\.(?:myshopify\.com|github\.io|gitlab\.io|netlify\.app|vercel\.app|pages\.dev|workers\.dev|web\.app|firebaseapp\.com|herokuapp\.com|onrender\.com|fly\.dev|azurewebsites\.net|azureedge\.net|cloudfront\.net|blogspot\.com|wordpress\.com|webflow\.io|wixsite\.com|square\.site)$/;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])$/i;

/** The name that somebody registered: the last two parts of a host, or three below endings such as co.uk; a number address whole. */
export function siteOf(host: string): string {
  const bare = host.replace(/:\d+$/, '').replace(/\.$/, '');
  if (ADDRESS.test(bare)) return bare;
  return bare
    .split('.')
    .slice(TWO_PART_ENDINGS.test(bare) || SHARED.test(bare) ? -3 : -2)
    .join('.');
}
