import type { ReportUse } from '../health/report.ts';
import { referrerOf } from '../uses/index.ts';
import { recordKey } from './keys.ts';
import type { FieldsOf } from './objects.ts';

/** The same configuration names the same certificate for the same use: one row, however many lines it does so in. */
export function useKey({ use, name, reference: { source, name: referrer, field, path } }: ReportUse): string {
  return recordKey([use ?? noUse, source, referrer, field, name, ...(path === undefined ? [] : [path])]);
}

/** What stands in a key for a use that is not known; its field stays empty. */
const noUse = 'no-use';

export function useFields({ use, name, reference, managedBy, breaks }: ReportUse): FieldsOf<'CertHealth_Use__c'> {
  return {
    Name: referrerOf(reference),
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
