import { digest } from '../x509/index.ts';

/**
 * The page's only style sheet, in the colors of the console (SLDS): cards on grey, brand blue, red for what is critical, purple
 * for what nobody knows. Every text and badge keeps a contrast of 4.5:1 in light and dark (WCAG 2.2 AA).
 */
export const styles = `:root{--text:#181818;--back:#fff;--page:#f3f3f3;--line:#c9c9c9;--quiet:#444;--brand:#0176d3;--critical:#ba0517;--warning:#8c4b02;--info:#0b5cab;--good:#2e844a;--unknown:#5a1ba9}
@media screen and (prefers-color-scheme:dark){:root{--text:#f3f3f3;--back:#1c1c1e;--page:#0e0e10;--line:#5c5c5c;--quiet:#c9c9c9;--critical:#fe8f7d;--warning:#fcc003;--info:#78b0fd;--good:#91db8b;--unknown:#d7bfff}}
*{box-sizing:border-box}
body{max-width:75rem;margin:0 auto;padding:1rem;font:.875rem/1.5 "Salesforce Sans",-apple-system,"Segoe UI",Roboto,Arial,sans-serif;color:var(--text);background:var(--page);overflow-wrap:anywhere}
header,nav,section{margin:0 0 1rem;padding:.75rem 1rem;background:var(--back);border:1px solid var(--line);border-radius:.5rem}header{border-top:.25rem solid var(--brand)}
h1{margin:0;font-size:1.5rem;line-height:1.25}h2{margin:0 0 .5rem;font-size:1.125rem}h3{margin:0;font-size:1rem}
a{color:var(--info)}nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0;list-style:none}
.verdict{margin:.5rem 0;font-size:1.125rem;font-weight:700}
.critical{--mark:var(--critical)}.warning,.attention{--mark:var(--warning)}.incomplete,.unknown{--mark:var(--unknown)}.info{--mark:var(--info)}.healthy,.clear{--mark:var(--good)}.waived,.absent,.empty{--mark:var(--quiet)}
.verdict,.badge{color:var(--mark)}.badge{font-size:.8125rem;font-weight:700;white-space:nowrap}.number{color:var(--quiet);font-weight:400}
.findings{margin:0;padding:0;list-style:none}.findings>li{margin:0 0 1rem;padding:.25rem 0 .25rem .75rem;border-left:.25rem solid var(--mark)}.findings>li:target{outline:2px solid var(--mark);outline-offset:.25rem}
.findings p{margin:.25rem 0}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .75rem;margin:.25rem 0}dt{color:var(--quiet);grid-column:1}dd{margin:0;grid-column:2}
details>summary,small,footer,figcaption{color:var(--quiet)}figcaption{font-size:.875rem}code{font-size:.75rem}
table{width:100%;border-collapse:collapse}th,td{padding:.375rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}th{white-space:nowrap;color:var(--quiet);font-weight:700}.words{overflow-wrap:break-word}
.life{width:5rem;height:.625rem;border:1px solid var(--quiet);vertical-align:middle;fill:var(--mark,var(--quiet));print-color-adjust:exact}
figure{margin:1rem 0}.timeline{display:block;overflow:visible;fill:var(--text);font-size:.75rem;print-color-adjust:exact}
.timeline text{paint-order:stroke;stroke:var(--back);stroke-width:3px;stroke-linejoin:round}.timeline .middle{text-anchor:middle}.timeline .end{text-anchor:end}
.timeline .ends{fill:var(--info)}.timeline .successors{fill:none;stroke:var(--info)}.timeline .base{stroke:var(--quiet)}
line.now{stroke:var(--text);stroke-width:2px}line.rule{stroke:var(--warning);stroke-width:2px;stroke-dasharray:4 3}text.rule{fill:var(--warning);font-weight:700}
@media screen and (max-width:58rem),(max-width:36rem){thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table,tbody,tr,td{display:block}tr{padding:.5rem 0;border-bottom:1px solid var(--line)}td{padding:.125rem 0;border:0}td:empty{display:none}td::before{content:attr(data-label) ": ";color:var(--quiet)}dl{grid-template-columns:1fr}dt,dd{grid-column:1}}
@page{margin:15mm}
@media print{body{max-width:none;padding:0;font-size:10pt;background:none}header,nav,section{padding:0;border:0}header{border-top:.25rem solid var(--brand);padding-top:.5rem;print-color-adjust:exact}nav ul{display:block;columns:2}section[aria-labelledby=findings],section[aria-labelledby=certificates]{break-before:page}.findings>li,tr,figure{break-inside:avoid}h2,h3{break-after:avoid}a{color:inherit}details::details-content{content-visibility:visible;display:block}}
`;

/** What a Content-Security-Policy calls the style element of the page, whose text begins with a line end. */
export function stylesHash(): string {
  const hash = digest('sha256', new TextEncoder().encode(`\n${styles}`));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}
