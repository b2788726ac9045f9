import { logFormat } from '../log-format.ts';
import { jsonNotation } from '../log-json.ts';

/** Logs with one JSON object a line: nginx, Apache, Caddy, Traefik, Cloudflare. */
export const jsonLog = logFormat(jsonNotation, {
  title: 'Web log in JSON',
  about:
    'Logs with one JSON object a line, as nginx, Apache, Caddy, Traefik and Cloudflare write them. Where they note that a visitor asked not to be tracked, that is honoured.',
});
