/** Findings of the Code Analyzer that stay, each with its reason. None of severity 1 or 2 may stand here. */
import type { AnalyzerIssue } from './code-analyzer.ts';

export interface Accepted {
  readonly rule: string;
  /** End of the file's path. */
  readonly file: string;
  readonly reason: string;
}

export const accepted: readonly Accepted[] = [
  {
    rule: 'AvoidHardcodedCredentialsInFieldDecls',
    file: 'ToolingClient.cls',
    reason: 'NAMED_CREDENTIAL is the developer name of a named credential, no secret.',
  },
  {
    rule: 'AvoidHardcodedCredentialsInFieldDecls',
    file: 'SetupAssistantSteps.cls',
    reason: 'EXTERNAL_CREDENTIAL is the developer name of an external credential, no secret.',
  },
];

export function isAccepted({ rule, file, severity }: AnalyzerIssue): boolean {
  return severity > 2 && accepted.some((one) => one.rule === rule && file.endsWith(one.file));
}
