/** Salesforce Code Analyzer: the rules of its security review, on Apex and metadata. */
import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { CodeAnalyzer, CodeAnalyzerConfig, EventType, LogLevel } from '@salesforce/code-analyzer-core';
import type { EngineLogEvent } from '@salesforce/code-analyzer-core';
import { createEnginePlugin as pmd } from '@salesforce/code-analyzer-pmd-engine';
import { createEnginePlugin as regex } from '@salesforce/code-analyzer-regex-engine';
import type { Issue } from './issue.ts';

/** What the security review asks for, and what protects data; AppExchange alone does not look at sharing or access. */
const selectors = ['pmd:AppExchange', 'pmd:Security', 'regex:AppExchange', 'regex:Security'];

export interface AnalyzerIssue extends Issue {
  readonly rule: string;
  /** 1 critical, 2 high, 3 moderate, 4 low, 5 info. */
  readonly severity: number;
}

/**
 * @param workspace Folder with an sfdx-project.json.
 * @throws {Error} when an engine could not read a file: it would pass for a file without findings.
 */
export async function codeAnalyzer(workspace: string): Promise<AnalyzerIssue[]> {
  // What it keeps when an engine fails lies beside the workspace, and goes with it.
  const work = `${workspace}-analyzer`;
  mkdirSync(work, { recursive: true });
  const config = CodeAnalyzerConfig.fromObject({
    config_root: workspace,
    log_folder: workspace,
    root_working_folder: work,
  });
  const analyzer = new CodeAnalyzer(config);
  const troubles: string[] = [];
  analyzer.onEvent(EventType.EngineLogEvent, (event: EngineLogEvent) => {
    if (event.logLevel <= LogLevel.Error) troubles.push(event.message);
  });
  await analyzer.addEnginePlugin(pmd());
  await analyzer.addEnginePlugin(regex());
  const files = await analyzer.createWorkspace([workspace]);
  const rules = await analyzer.selectRules(selectors, { workspace: files });
  if (rules.getCount() < 20)
    throw new Error(`Only ${rules.getCount()} rules were found: the check would prove nothing.`);
  const results = await analyzer.run(rules, { workspace: files });
  const issues = results.getViolations().map((violation): AnalyzerIssue => {
    const place = violation.getPrimaryLocation();
    const line = place.getStartLine();
    const name = violation.getRule().getName();
    return {
      file: relative(workspace, place.getFile() ?? ''),
      ...(line === undefined ? {} : { line }),
      rule: name,
      severity: violation.getRule().getSeverityLevel(),
      message: `${name}: ${violation.getMessage()}`,
    };
  });
  const failed = issues.find(({ rule }) => rule === 'UnexpectedEngineError');
  if (troubles.length > 0 || failed) throw new Error(troubles[0] ?? failed?.message);
  return issues;
}
