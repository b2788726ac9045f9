import { contentPolicy, styleHash } from './headers.ts';

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.45 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}h1{font-size:1.25rem}`;

/** Shown to whoever comes without a session: says what happened and what to do, and nothing about the data. */
export const SIGN_IN_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Inglenook</title>
<style>${STYLE}</style>
<h1>This address no longer opens Inglenook</h1>
<p>Each address works once, in one browser, so that no other program on this computer can look at your data.</p>
<p>Nothing was changed. To go on, close Inglenook where you started it and start it again.</p>
</html>
`;

/** The page's own policy: as strict as the app's, plus the hash of its one style. */
export const SIGN_IN_POLICY = contentPolicy(styleHash(STYLE));
