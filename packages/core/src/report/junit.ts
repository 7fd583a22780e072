import { checkCatalog } from '../checks/index.ts';
import { failsOn } from '../findings/index.ts';
import type { FailOn, Finding } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';
import { escapeMarkup } from './escape.ts';
import { severityWords, subjectOfReport } from './headline.ts';
import { suitesOf } from './junit-cases.ts';
import type { Case, Suite } from './junit-cases.ts';
import type { ReportOptions } from './options.ts';

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

/**
 * JUnit XML for build servers: the places that were looked at are one suite, each check is another with a test for each
 * holding. Findings that `failOn` asks for are failures, as the exit codes have it; others and waived ones are said in the
 * output of a test that passes. What was not checked is skipped, or an error when `failOn` is `incomplete`; what nobody
 * asked for is skipped. Neither ever passes.
 */
export function toJunit(report: HealthReport, options: ReportOptions = {}): string {
  const { failOn = 'critical', checks = checkCatalog } = options;
  const suites = suitesOf(report, checks);
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `Certificate health of ${subjectOfReport(report)}`, ...countsOf(all, failOn) })}>`,
    ...suites.map((suite) => suiteElement(suite, report, failOn)),
    '</testsuites>\n',
  ].join('\n');
}

function suiteElement({ name, cases }: Suite, { generatedAt }: HealthReport, failOn: FailOn): string {
  // The format knows no time zone: the time is UTC.
  const start = attributes({ name, ...countsOf(cases, failOn), timestamp: generatedAt.slice(0, 19) });
  return [`  <testsuite${start}>`, ...cases.map((one) => caseElement(one, name, failOn)), '  </testsuite>'].join('\n');
}

function caseElement(one: Case, suite: string, failOn: FailOn): string {
  const { name, source, path } = one.subject;
  // Build servers tell tests apart by class and name, across suites.
  const classname = source === undefined ? suite : `${suite}.${source}`;
  const start = `testcase${attributes({ name, classname, ...(path === undefined ? {} : { file: path }) })}`;
  const body = [verdictElement(one, failOn), outputElement(one, failOn)].filter(Boolean);
  if (body.length === 0) return `    <${start}/>`;
  return [`    <${start}>`, ...body.map((element) => `      ${element}`), '    </testcase>'].join('\n');
}

function verdictElement({ findings, unknown, unasked }: Case, failOn: FailOn): string {
  const failing = findings.filter((finding) => fails(finding, failOn));
  const [worst] = failing;
  if (worst) {
    const start = attributes({ message: worst.title, type: worst.severity });
    return `<failure${start}>${failing.map(textOf).join('\n\n')}</failure>`;
  }
  const message = [...unknown, ...unasked].join(' ');
  if (!message) return '';
  return failOn === 'incomplete' && unknown.length > 0
    ? `<error${attributes({ message, type: 'not checked' })}/>`
    : `<skipped${attributes({ message })}/>`;
}

/** What is not part of the verdict and should be known all the same. */
function outputElement({ findings, unknown, unasked, remark }: Case, failOn: FailOn): string {
  const failed = findings.some((finding) => fails(finding, failOn));
  const paragraphs = [
    ...findings.filter((finding) => !fails(finding, failOn)).map(textOf),
    ...(failed ? [...unknown, ...unasked].map((reason) => escapeMarkup(`Not checked: ${reason}`)) : []),
    ...(remark !== undefined && unknown.length === 0 ? [escapeMarkup(remark)] : []),
  ];
  return paragraphs.length === 0 ? '' : `<system-out>${paragraphs.join('\n\n')}</system-out>`;
}

/** A finding as lines of escaped text. */
function textOf({ severity, status, title, detail, remedy, dueOn, source, docs }: Finding): string {
  return [
    `${severityWords[severity].word}${status === 'waived' ? ' (waived)' : ''}: ${title}`,
    detail,
    `Do: ${remedy}`,
    ...(dueOn === undefined ? [] : [`By: ${dueOn}`]),
    `Rule: ${source} (${docs})`,
  ]
    .map(escapeMarkup)
    .join('\n');
}

function fails({ status, severity }: Finding, failOn: FailOn): boolean {
  return status === 'open' && failsOn(severity, failOn);
}

function outcomeOf({ findings, unknown, unasked }: Case, failOn: FailOn): Outcome {
  if (findings.some((finding) => fails(finding, failOn))) return 'failure';
  if (unknown.length === 0) return unasked.length === 0 ? 'passed' : 'skipped';
  return failOn === 'incomplete' ? 'error' : 'skipped';
}

function countsOf(cases: readonly Case[], failOn: FailOn): Readonly<Record<string, string>> {
  const outcomes = cases.map((one) => outcomeOf(one, failOn));
  const count = (outcome: Outcome): string => String(outcomes.filter((one) => one === outcome).length);
  return {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`)
    .join('');
}
