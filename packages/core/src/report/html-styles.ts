import { digest } from '../x509/index.ts';

/** The page's only style sheet. Every text and badge keeps a contrast of 4.5:1 in light and dark (WCAG 2.2 AA). */
export const styles = `:root{--text:#181818;--back:#fff;--line:#c9c9c9;--quiet:#4a4a4a;--critical:#a3160c;--warning:#7d4a00;--info:#0b5394;--good:#1c6b36}
@media screen and (prefers-color-scheme:dark){:root{--text:#f3f3f3;--back:#161616;--line:#5c5c5c;--quiet:#c4c4c4;--critical:#ff9d94;--warning:#ffc069;--info:#8fc7ff;--good:#7fdc9c}}
*{box-sizing:border-box}
body{max-width:70rem;margin:0 auto;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--text);background:var(--back);overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25}h2{margin-top:2rem;font-size:1.25rem;border-bottom:1px solid var(--line)}h3{margin:0;font-size:1rem}
a{color:var(--info)}
.verdict{font-size:1.125rem;font-weight:700}
.critical{--mark:var(--critical)}.warning,.attention,.incomplete,.unknown{--mark:var(--warning)}.info{--mark:var(--info)}.healthy,.clear{--mark:var(--good)}.waived,.absent,.empty{--mark:var(--quiet)}
.verdict,.badge{color:var(--mark)}.badge{font-size:.875rem;font-weight:700;white-space:nowrap}.number{color:var(--quiet);font-weight:400}
.findings{padding:0;list-style:none}.findings>li{margin:0 0 1rem;padding:.25rem 0 .25rem .75rem;border-left:.25rem solid var(--mark)}.findings>li:target{outline:2px solid var(--mark);outline-offset:.25rem}
.findings p{margin:.25rem 0}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .75rem;margin:.25rem 0}dt{color:var(--quiet);grid-column:1}dd{margin:0;grid-column:2}
details>summary,small,footer,figcaption{color:var(--quiet)}figcaption{font-size:.875rem}code{font-size:.75rem}
table{width:100%;border-collapse:collapse}th,td{padding:.375rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}th{white-space:nowrap}.words{overflow-wrap:break-word}
.life{width:5rem;height:.625rem;border:1px solid var(--quiet);vertical-align:middle;fill:var(--mark,var(--quiet));print-color-adjust:exact}
figure{margin:1rem 0}.timeline{display:block;overflow:visible;fill:var(--text);font-size:.75rem;print-color-adjust:exact}
.timeline text{paint-order:stroke;stroke:var(--back);stroke-width:3px;stroke-linejoin:round}.timeline .middle{text-anchor:middle}.timeline .end{text-anchor:end}
.timeline .ends{fill:var(--info)}.timeline .successors{fill:none;stroke:var(--info)}.timeline .base{stroke:var(--quiet)}
line.now{stroke:var(--text);stroke-width:2px}line.rule{stroke:var(--warning);stroke-width:2px;stroke-dasharray:4 3}text.rule{fill:var(--warning);font-weight:700}
@media screen and (max-width:58rem),(max-width:36rem){thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table,tbody,tr,td{display:block}tr{padding:.5rem 0;border-bottom:1px solid var(--line)}td{padding:.125rem 0;border:0}td:empty{display:none}td::before{content:attr(data-label) ": ";color:var(--quiet)}dl{grid-template-columns:1fr}dt,dd{grid-column:1}}
@media print{body{max-width:none;padding:0;font-size:10pt}.findings>li,tr,figure{break-inside:avoid}h2,h3{break-after:avoid}a{color:inherit}details::details-content{content-visibility:visible;display:block}}
`;

/** What a Content-Security-Policy calls the style element of the page, whose text begins with a line end. */
export function stylesHash(): string {
  const hash = digest('sha256', new TextEncoder().encode(`\n${styles}`));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}
