import { checkCatalog } from '../checks/index.ts';
import { eachFinding, isUnasked, waiverChecks } from '../findings/index.ts';
import type { CheckFacts, Finding, NotChecked } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';
import { isGap } from '../inventory/index.ts';
import type { Source } from '../inventory/index.ts';
import { sha256Hex } from '../x509/index.ts';
import { visible } from './escape.ts';
import type { ReportOptions } from './options.ts';
import { locationsIn, SOURCE_ROOT } from './sarif-location.ts';
import { ruleOf, sarifLevels } from './sarif-rules.ts';

/** What is said about the scan itself rather than about certificates. */
const NOTIFICATIONS = [
  { id: 'source-not-read', text: 'A place that may hold certificates could not be read.' },
  { id: 'not-checked', text: 'A check could not decide.' },
] as const;

/**
 * SARIF 2.1.0 for code scanning and IDEs. Every check, and what is said of waivers, is declared as a rule, fired or not, so that consumers close
 * what is no longer found. Waived findings are left out: GitHub ignores `suppressions` and would show them as open.
 * What was not checked is a notification at `warning`, what nobody asked for at `note`; at `error` the whole run would
 * count as failed (section 3.20.21).
 */
export function toSarif(report: HealthReport, options: ReportOptions = {}): string {
  const { checks: made = checkCatalog, toolVersion, docsUrl } = options;
  const checks: readonly CheckFacts[] = [...made, ...waiverChecks];
  const locationOf = locationsIn(report);
  // Each has a place of its own in the files.
  const open = eachFinding(report.findings).filter(({ status }) => status === 'open');
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Certificate Health for Salesforce',
            ...(toolVersion === undefined ? {} : { semanticVersion: toolVersion }),
            ...(docsUrl === undefined ? {} : { informationUri: docsUrl }),
            rules: checks.map((check) => ruleOf(check, docsUrl)),
            notifications: NOTIFICATIONS.map(({ id, text }) => ({ id, shortDescription: { text } })),
          },
        },
        // What GitHub calls a category: reports of several orgs stand beside each other.
        automationDetails: { id: `certificate-health/${encodeURIComponent(placeIdOf(report))}/` },
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: report.generatedAt,
            toolExecutionNotifications: [
              ...report.sources.filter(isGap).map(sourceNotification),
              ...report.notChecked.map((entry) => checkNotification(entry, checks)),
            ],
          },
        ],
        originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The folder in which the scan was started.' } } },
        columnKind: 'utf16CodeUnits',
        results: open.map((finding) => ({
          ...ruleReference('ruleId', 'ruleIndex', finding.check, checks),
          ...resultOf(finding, report),
          locations: [locationOf(finding)],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(finding: Finding, report: HealthReport): object {
  const { id, severity, title, detail, remedy, certificate, dueOn, source, docs } = finding;
  return {
    level: sarifLevels[severity].level,
    message: message(`${asSentence(title)} ${asSentence(detail)} ${remedy}`),
    partialFingerprints: {
      'findingId/v1': visible(id),
      // The only one that GitHub uses. The org is part of it: the same name in two orgs is two alerts.
      primaryLocationLineHash: digestOf(`${placeIdOf(report)}/${id}`),
    },
    properties: {
      ...(certificate === undefined ? {} : { certificate }),
      ...(dueOn === undefined ? {} : { dueOn: visible(dueOn) }),
      source: visible(source),
      docs,
    },
  };
}

function sourceNotification({ label, detail, permission }: Source): object {
  return notification('source-not-read', label, detail, permission);
}

function checkNotification(entry: NotChecked, checks: readonly CheckFacts[]): object {
  const { check, subject, reason, permission } = entry;
  return {
    ...notification('not-checked', subject ?? check, reason, permission),
    ...(isUnasked(entry) ? { level: 'note' } : {}),
    associatedRule: ruleReference('id', 'index', check, checks),
  };
}

function notification(id: string, what: string, reason: string, permission: string | undefined): object {
  const needs = permission === undefined ? '' : ` Needs the permission "${permission}".`;
  return {
    descriptor: { id, index: NOTIFICATIONS.findIndex((one) => one.id === id) },
    level: 'warning',
    message: message(`${what} was not checked: ${asSentence(reason)}${needs}`),
  };
}

/** By id, and by position among the rules where it is one of them. */
function ruleReference(idName: string, indexName: string, check: string, checks: readonly CheckFacts[]): object {
  const index = checks.findIndex(({ id }) => id === check);
  return { [idName]: visible(check), ...(index < 0 ? {} : { [indexName]: index }) };
}

/** Plain text in which nothing is a placeholder (section 3.11.5) or a link (3.11.6), whatever people call things. */
function message(text: string): { readonly text: string } {
  return { text: visible(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (') };
}

/** GitHub shows the first sentence where there is little space. */
function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function placeIdOf({ org }: HealthReport): string {
  return org?.id.toWellFormed() ?? 'files';
}

function digestOf(text: string): string {
  return sha256Hex(new TextEncoder().encode(text)).slice(0, 32);
}
