import type { Finding } from '../findings/index.ts';
import { isCut } from './field-value.ts';
import { jsonWithin } from './json-text.ts';
import { recordKey } from './keys.ts';
import type { FieldsOf } from './objects.ts';

const LONGEST_EVIDENCE = 32_768;
const LONGEST_TITLE = 255;

export function findingKey(finding: Finding): string {
  return recordKey([finding.id]);
}

/** What the report says; what people decided is not in it. */
export function findingFields(finding: Finding): FieldsOf<'CertHealth_Finding__c'> {
  const { title, detail } = finding;
  return {
    Check__c: finding.check,
    Severity__c: finding.severity,
    Title__c: title,
    Detail__c: isCut(title, LONGEST_TITLE) ? `${title}\n\n${detail}` : detail,
    Remedy__c: finding.remedy,
    Due_On__c: finding.dueOn ?? null,
    Rule__c: finding.source,
    Docs__c: finding.docs,
    Evidence__c: jsonWithin(finding.evidence, LONGEST_EVIDENCE),
    Source__c: finding.holding?.source ?? finding.reference?.source ?? null,
    Subject_Name__c: finding.holding?.name ?? finding.reference?.name ?? null,
    Use__c: finding.use ?? null,
  };
}
