/** Colours of the app's own tokens (src-renderer/ui/tokens.css), written out because a report stands alone. */
const LIGHT = `--ground:#f7f5f2;--surface:#fff;--line:#ddd8d1;--ink:#23201c;--ink2:#5a544c;--accent:#0b6464;--grid:#ebe7e1;--s1:#0072b2;--s2:#b87900;--s3:#00815f;--s4:#d55e00;--s5:#b2568c;--s6:#3c8dbf;--before:#857d73;--negative:#d55e00;--neutral:#8d867d;--positive:#0b7a75;--low:#edf5f4;--high:#0a5a5a;--on-low:#000;--on-high:#fff`;
const DARK = `--ground:#1a1816;--surface:#232120;--line:#3d3936;--ink:#ece8e2;--ink2:#b8b0a6;--accent:#5fc7bf;--grid:#34302d;--s1:#4fb0e8;--s2:#e69f00;--s3:#2cc39b;--s4:#f0813a;--s5:#d991b8;--s6:#8ccdf0;--before:#928a80;--negative:#f0813a;--neutral:#8f877d;--positive:#46bdb4;--low:#22302f;--high:#7fdcd4;--on-low:#fff;--on-high:#000`;

const SERIES = [1, 2, 3, 4, 5, 6];
// The second way to tell lines apart, for eyes and printers that do not see the colours.
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '5 2', '1 4'];
const SHADES = [0, 1, 2, 3, 4, 5, 6, 7];

const markRules = (name: string, dash: string | undefined) =>
  `.area.${name}{fill:var(--${name})}.dot.${name}{fill:var(--${name})}.line.${name}{stroke:var(--${name});stroke-dasharray:${dash ?? 'none'}}`;
const seriesRules = [
  ...SERIES.map((i) => markRules(`s${i}`, DASHES[i - 1])),
  ...['negative', 'neutral', 'positive'].map((mood, i) => markRules(mood, DASHES[i])),
].join('');
// Pure black or white, whichever has 4.5:1 on a step (checked in test/reports/html-style.test.ts); steps 4 and 5 take black in both themes.
const inkOn = (shade: number) => (shade < 4 ? 'var(--on-low)' : shade < 6 ? '#000' : 'var(--on-high)');
const shadeRules = SHADES.map(
  (i) =>
    `rect.h${i}{fill:color-mix(in oklab,var(--high) ${Math.round((i / 7) * 100)}%,var(--low))}text.h${i}{fill:${inkOn(i)}}`,
).join('');

/** The report's whole style: light, dark and print, nothing from outside. */
export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.45 "Inter Variable",Inter,system-ui,sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,header,footer{max-width:880px;margin:0 auto;padding:0 24px}
header{padding-top:48px}h1{font-size:28px;line-height:1.2;font-weight:650;margin:0 0 8px}
h2{font-size:20px;font-weight:650;margin:48px 0 16px}h3{font-size:16px;font-weight:650;margin:0}
p{margin:8px 0}.lead,.question,.unit,.note,.basis,.definition,.left-out,footer{color:var(--ink2)}
.question{margin:0 0 16px;font-size:14px}.unit,.note,.basis,.definition,.left-out,footer{font-size:13px}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:8px 16px}a{color:var(--accent)}a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
section{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:24px;margin:0 0 24px}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:16px;margin:0}
.figures dt{font-size:13px;color:var(--ink2)}.figures dd{margin:0;font-size:20px;font-weight:650;font-variant-numeric:tabular-nums}
.change{display:block;font-size:12px;font-weight:400;color:var(--ink2)}
.chart{width:100%;height:auto;display:block}.chart{fill:var(--ink2)}.chart text{font-size:11px;font-variant-numeric:tabular-nums}.chart text.name{fill:var(--ink)}
.grid{stroke:var(--grid)}.line{fill:none;stroke-width:2;stroke-linejoin:round}.before{stroke:var(--before);fill:none}.line.before{stroke-width:1.2;stroke-dasharray:4 4}.dot.before{fill:var(--before)}
${seriesRules}.line.open{stroke-dasharray:1 4;stroke-linecap:round}.hatch{stroke:var(--surface);stroke-width:2.5}
.line.noted{stroke:var(--ink2);stroke-width:1.2;stroke-dasharray:3 2}
.none{fill:none;stroke:var(--grid)}${shadeRules}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;padding:0;margin:0 0 8px;font-size:13px}.key{width:24px;height:10px}.bar{float:left;width:60px;height:8px;margin:6px 12px 0 0}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:7px 12px 7px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}th{font-weight:500;color:var(--ink2)}.num{text-align:right}td.num{white-space:nowrap}th{vertical-align:bottom}td.text{overflow-wrap:break-word;min-width:8em;max-width:26em}
.left-out{padding-left:18px;margin:8px 0}summary{cursor:pointer;font-size:13px;color:var(--accent);margin-top:8px}.empty{color:var(--ink2)}
footer{padding-top:24px;padding-bottom:48px}
@media print{:root{color-scheme:light;${LIGHT};--ground:#fff}body{font-size:11pt}nav,details{display:none}main,header,footer{max-width:none;padding-left:0;padding-right:0}header{padding-top:0}section{padding:12pt;break-inside:avoid-page}h2{break-after:avoid-page}tr{break-inside:avoid-page}@page{margin:18mm 16mm}}
`;
