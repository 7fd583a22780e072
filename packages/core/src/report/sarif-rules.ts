import type { CheckFacts, Severity } from '../findings/index.ts';
import { citationOf, explainCommand } from '../findings/wording.ts';
import { levelOf } from './headline.ts';

/** SARIF's word and GitHub's word for a severity. */
export const sarifLevels: Readonly<Record<Severity, { readonly level: string; readonly problem: string }>> = {
  critical: { level: 'error', problem: 'error' },
  warning: { level: 'warning', problem: 'warning' },
  info: { level: 'note', problem: 'recommendation' },
};

/** A check as a rule (SARIF 2.1.0 section 3.49), with what GitHub shows beside an alert. */
export function ruleOf(check: CheckFacts, docsUrl: string | undefined): object {
  const { id, title, severity, since, source, needs, remedy } = check;
  const { level, problem } = sarifLevels[severity];
  const helpUri = docsUrl === undefined ? source.url : `${docsUrl.replace(/\/+$/, '')}/docs/checks/${id}.md`;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${title} Needs to know: ${needs}.` },
    help: {
      text: `${remedy} Rule: ${citationOf(source)}. All about this check: ${explainCommand(id)}`,
      markdown: helpOf(check, helpUri),
    },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level },
    properties: {
      'problem.severity': problem,
      tags: ['certificate', 'salesforce'],
      source: { ...source },
      ...(since === undefined ? {} : { since }),
    },
  };
}

function helpOf(
  { id, title, severity, since, source, needs, remedy }: CheckFacts,
  helpUri: string | undefined,
): string {
  const rule = citationOf(source);
  return [
    `# ${id}`,
    title,
    `**What to do:** ${remedy}`,
    [
      `- **Severity:** up to ${levelOf(severity)}`,
      `- **Applies since:** ${since ?? 'always'}`,
      `- **Needs to know:** ${needs}`,
      `- **Rule:** ${source.url === undefined ? rule : `[${rule}](${source.url})`}`,
    ].join('\n'),
    helpUri === undefined || helpUri === source.url
      ? `All about this check: \`${explainCommand(id)}\``
      : `[All about this check](${helpUri})`,
  ].join('\n\n');
}
