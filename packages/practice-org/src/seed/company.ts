import type { Component } from '../org/component.ts';
import type { PlantedReference } from '../org/planted-reference.ts';
import type { IdPrefix } from '../org/record-id.ts';
import { recordId } from '../org/record-id.ts';
import type { Row } from '../org/row.ts';
import { daysAfter } from '../time/time.ts';
import type { Planting } from './planting.ts';

/** What a company is configured to do: components with Ids and dates, rows, and the references in them. */
export interface Configured {
  readonly components: readonly Component[];
  readonly references: readonly PlantedReference[];
  readonly rows: Readonly<Record<string, readonly Row[]>>;
}

const idPrefixes: Readonly<Record<string, IdPrefix>> = {
  ApexClass: 'ApexClass',
  ApexTrigger: 'ApexTrigger',
  AuthProvider: 'AuthProvider',
  ConnectedApp: 'ConnectedApplication',
  ExternalCredential: 'ExternalCredential',
  ExternalDataSource: 'ExternalDataSource',
  InboundCertificate: 'InboundCertificate',
  NamedCredential: 'NamedCredential',
  SamlSsoConfig: 'SamlSsoConfig',
};

/** Puts plantings together; the oldest component is 400 days old. */
export function configured(plantings: readonly Planting[], now: Date): Configured {
  const created = daysAfter(now, -400);
  const drafts = plantings.flatMap((planting) => planting.drafts);
  const rows = new Map<string, readonly Row[]>();
  for (const planting of plantings) {
    for (const [object, more] of Object.entries(planting.rows ?? {})) {
      rows.set(object, [...(rows.get(object) ?? []), ...more]);
    }
  }
  return {
    components: drafts.map((draft, index) => ({
      ...draft,
      id: draft.id ?? recordId(idPrefixes[draft.type] ?? 'Component', index + 1),
      createdDate: created,
      lastModifiedDate: daysAfter(created, Math.min(index + 1, 390)),
    })),
    references: plantings.flatMap((planting) => planting.references ?? []),
    rows: Object.fromEntries(rows),
  };
}
