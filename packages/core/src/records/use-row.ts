import type { ReportUse } from '../health/report.ts';
import { recordKey } from './keys.ts';
import type { FieldsOf } from './objects.ts';

/** The same configuration names the same certificate for the same use: one row, however many lines it does so in. */
export function useKey({ use, name, reference: { source, name: referrer, field, path } }: ReportUse): string {
  return recordKey([use, source, referrer, field, name, ...(path === undefined ? [] : [path])]);
}

export function useFields({ use, name, reference, managedBy, breaks }: ReportUse): FieldsOf<'CertHealth_Use__c'> {
  return {
    Name: reference.name,
    Use__c: use,
    Certificate_Name__c: name,
    Referrer__c: reference.name,
    Field__c: reference.field,
    Source__c: reference.source,
    Component_Id__c: reference.id ?? null,
    Path__c: reference.path ?? null,
    Managed_By__c: managedBy,
    Breaks__c: breaks ?? null,
    Is_Gone__c: false,
  };
}
