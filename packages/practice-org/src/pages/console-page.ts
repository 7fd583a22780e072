import type { HealthReport } from '@cert-health/core';
import type { OrgIdentity } from '../org/org.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import {
  certificatesSection,
  countNotChecked,
  countsSection,
  day,
  findingsSection,
  notCheckedSection,
} from './report-sections.ts';

const style = `
:root { color-scheme: light; --line: #c9c9c9; --text: #181818; --soft: #444; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: #fff; color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; }
small { color: var(--soft); font-size: .85rem; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; list-style: none; margin: 1rem 0; padding: 0; }
.findings { list-style: none; margin: 0; padding: 0; }
.findings li { border: 1px solid var(--line); border-radius: .25rem; margin: .5rem 0; padding: .5rem .75rem; }
.badge { border: 1px solid currentColor; border-radius: 1rem; font-size: .85rem; font-weight: 600; padding: 0 .5rem;
  white-space: nowrap; }
.critical { color: #a4161a; } .warning { color: #7a4a00; } .info { color: #0b5394; } .ok { color: #1d6b2f; }
.notChecked { color: #4a4a4a; }
.due { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; }
caption { color: var(--soft); font-size: .85rem; padding: .25rem 0; text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .5rem .4rem 0; text-align: left; vertical-align: top; }
tbody th { font-weight: 600; } tbody th small { font-weight: 400; }
code { font-size: .9em; }
`;

/** The console page for an org: its newest report, or how to get one. */
export function consolePage(org: OrgIdentity, report: HealthReport | undefined): string {
  const body = report === undefined ? nothingYet() : sections(report);
  const page = markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Certificate health of ${org.name}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1>Certificate health of ${org.name}</h1>
<p><small>${org.id}, ${org.username}</small></p>
${body}
</main>
</body>
</html>
`;
  return page.markup;
}

function nothingYet(): Markup {
  return markup`<p>No report was published yet.</p>
<p><code>npm start</code> hands its report over by itself. To hand over another, send the output of
<code>sf cert health --json</code> to <code>/practice-org/report</code> of this address by POST, and load this page again.</p>`;
}

function sections(report: HealthReport): Markup {
  return markup`<p>As of ${day(report.asOf)}</p>
${countsSection(report, countNotChecked(report))}
<h2>What to do</h2>
${findingsSection(report)}
<h2>Not checked</h2>
${notCheckedSection(report)}
<h2>Certificates</h2>
${certificatesSection(report)}`;
}
