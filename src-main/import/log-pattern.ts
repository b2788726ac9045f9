import { lookUp } from '../../shared/look-up.ts';
/** What a directive of a log format stands for. `skip` = passed over. */
export type FieldName =
  | 'address'
  | 'forwarded'
  | 'host'
  | 'request'
  | 'target'
  | 'method'
  | 'query'
  | 'status'
  | 'size'
  | 'referrer'
  | 'agent'
  | 'seconds'
  | 'milliseconds'
  | 'microseconds'
  | 'gpc'
  | 'dnt'
  | 'clf'
  | 'iso'
  | 'epoch'
  | 'fraction'
  | 'date'
  | 'skip';

/** Part of a log format: a text that stands as it is, or a field. `pattern` (strftime) belongs to `date`. */
export type Piece = { text: string } | { field: FieldName; pattern?: string };

const NGINX: Readonly<Record<string, FieldName>> = {
  remote_addr: 'address',
  realip_remote_addr: 'skip',
  http_x_forwarded_for: 'forwarded',
  proxy_add_x_forwarded_for: 'forwarded',
  host: 'host',
  http_host: 'host',
  server_name: 'host',
  request: 'request',
  request_uri: 'target',
  uri: 'target',
  document_uri: 'target',
  request_method: 'method',
  args: 'query',
  query_string: 'query',
  status: 'status',
  body_bytes_sent: 'size',
  bytes_sent: 'size',
  http_referer: 'referrer',
  http_user_agent: 'agent',
  request_time: 'seconds',
  time_local: 'clf',
  time_iso8601: 'iso',
  msec: 'epoch',
  http_sec_gpc: 'gpc',
  http_dnt: 'dnt',
};

const APACHE: Readonly<Record<string, FieldName>> = {
  h: 'address',
  a: 'address',
  v: 'host',
  V: 'host',
  r: 'request',
  U: 'target',
  q: 'query',
  m: 'method',
  s: 'status',
  b: 'size',
  B: 'size',
  O: 'size',
  D: 'microseconds',
  T: 'seconds',
};

const APACHE_HEADERS: Readonly<Record<string, FieldName>> = {
  referer: 'referrer',
  'user-agent': 'agent',
  'x-forwarded-for': 'forwarded',
  host: 'host',
  dnt: 'dnt',
  'sec-gpc': 'gpc',
};

const APACHE_TIMES: Readonly<Record<string, FieldName>> = {
  sec: 'epoch',
  msec: 'epoch',
  usec: 'epoch',
  msec_frac: 'fraction',
  usec_frac: 'fraction',
};

const NAMED: Readonly<Record<string, string>> = {
  common: '%h %l %u %t "%r" %>s %b',
  combined: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  vhost_combined: '%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"',
};

/** The format inside a line of a configuration: `log_format main '…' '…';` or `LogFormat "…" name`. */
function bare(given: string): string {
  const text = given.trim();
  const nginx = /^log_format\s+\S+\s+(?:escape=\w+\s+)?([\s\S]*?);?$/.exec(text);
  if (nginx) {
    const parts = [...(nginx[1] ?? '').matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)];
    return parts.map((part) => (part[1] ?? part[2] ?? '').replaceAll(/\\(['"\\])/g, '$1')).join('');
  }
  // The parts of a directive without its name.
  if (/^'[\s\S]*';?$/.test(text)) return bare(`log_format main ${text}`);
  const apache = /^(?:LogFormat|CustomLog\s+\S+)\s+"((?:[^"\\]|\\.)*)"/.exec(text);
  const inside = apache ? (apache[1] ?? '') : text;
  return (lookUp(NAMED, inside) ?? inside).replaceAll('\\"', '"').replaceAll('\\t', '\t');
}

const APACHE_DIRECTIVE = /%(?:[<>]|!?\d{3}(?:,\d{3})*)*(?:\{([^}]*)\})?[<>]?(\^?[A-Za-z]{1,2}|%)/y;
const NGINX_VARIABLE = /\$(?:\{(\w+)\}|(\w+))/y;

/** Cuts a log format (nginx or Apache, with or without the directive around it) into its pieces. */
export function piecesOf(given: string): Piece[] {
  const format = bare(given);
  const isApache =
    /%(?:[<>]|!?\d{3}(?:,\d{3})*)*(?:\{[^}]*\})?[<>]?[A-Za-z]/.test(format) && !/\$[a-z]\w{2,}/.test(format);
  const pieces: Piece[] = [];
  let text = '';
  const push = (...found: Piece[]): void => {
    if (text !== '') pieces.push({ text });
    text = '';
    pieces.push(...found);
  };
  const directive = isApache ? APACHE_DIRECTIVE : NGINX_VARIABLE;
  for (let at = 0; at < format.length; ) {
    directive.lastIndex = at;
    const found = directive.exec(format);
    if (!found) text += format[at++];
    else if (isApache) {
      const [all, inside, letter = ''] = found;
      // Two letters are one only behind `^`; else the second is text.
      const sign = letter.startsWith('^') ? letter : (letter[0] ?? '');
      at += all.length - (letter.length - sign.length);
      if (sign === '%') text += '%';
      else if (sign === 't' && inside === undefined) push({ text: '[' }, { field: 'clf' }, { text: ']' });
      else push(apachePiece(sign, inside));
    } else {
      at += found[0].length;
      push({ field: nginxField(found[1] ?? found[2] ?? '') });
    }
  }
  if (text !== '') pieces.push({ text });
  return joined(pieces);
}

const nginxField = (name: string): FieldName => lookUp(NGINX, name) ?? 'skip';

function apachePiece(letter: string, inside: string | undefined): Piece {
  if (letter === 'i') return { field: lookUp(APACHE_HEADERS, (inside ?? '').toLowerCase()) ?? 'skip' };
  if (letter === 't') {
    const pattern = (inside ?? '').replace(/^(?:begin|end):/, '');
    const field = lookUp(APACHE_TIMES, pattern);
    return field === undefined ? { field: 'date', pattern } : { field };
  }
  if (letter === 'T' && inside)
    return { field: inside === 'us' ? 'microseconds' : inside === 'ms' ? 'milliseconds' : 'seconds' };
  return { field: lookUp(APACHE, letter) ?? 'skip' };
}

/** Texts side by side become one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if ('text' in piece && last && 'text' in last) last.text += piece.text;
    else out.push({ ...piece });
  }
  return out;
}
