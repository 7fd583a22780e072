import { compareText } from '../health/order.ts';
import type { HealthReport } from '../health/report.ts';
import type { WantedRow } from './difference.ts';
import { isTicked, textOf } from './existing.ts';
import type { ExistingRow } from './publication.ts';
import type { Surroundings } from './surroundings.ts';
import { useFields, useKey } from './use-row.ts';

type UseRow = WantedRow<'CertHealth_Use__c'>;

/** A use that there is once the plan is carried out. */
export interface UseState {
  readonly use: string;
  /** Key of the certificate that is used. */
  readonly certificate: string | null;
}

export interface UsesPlan {
  readonly rows: readonly UseRow[];
  /** Of all uses in the org that are not gone; names of certificates whose use is not known are none. */
  readonly states: readonly UseState[];
}

const object = 'CertHealth_Use__c';

/** New, changed and ended uses. */
export function planUses(report: HealthReport, around: Surroundings): UsesPlan {
  const seenAt = report.generatedAt;
  const rows: UseRow[] = [];
  const states: UseState[] = [];
  const seen = new Map(
    report.uses
      .map((use) => ({ use, order: JSON.stringify(use) }))
      .sort((a, b) => compareText(b.order, a.order))
      .map(({ use }) => [useKey(use), use] as const),
  );
  for (const key of [...new Set([...seen.keys(), ...around.uses.keys()])].sort()) {
    const use = seen.get(key);
    const row = around.uses.get(key);
    if (use) {
      const certificate = around.places.ofUse(use)?.key;
      const first = row ? {} : { First_Seen_At__c: seenAt };
      const link = certificate === undefined ? {} : { certificate };
      rows.push({ object, key, fields: { ...useFields(use), ...first }, ...link, seenAt });
      const state = { certificate: certificate ?? around.certificateOf(row) ?? null };
      if (use.use !== null) states.push({ use: use.use, ...state });
    } else if (row && !isTicked(row, 'Is_Gone__c')) {
      if (hasEnded(row, around)) {
        rows.push({ object, key, fields: { Is_Gone__c: true, ...around.lastSeen(row, textOf(row, 'Source__c')) } });
      } else {
        const known = textOf(row, 'Use__c');
        if (known !== null) states.push({ use: known, certificate: around.certificateOf(row) ?? null });
      }
    }
  }
  return { rows, states };
}

/** Where it was configured was read, and so was the list that its certificate stands on (else it may go by an Id this time). */
function hasEnded(row: ExistingRow, around: Surroundings): boolean {
  if (!around.looked.source(textOf(row, 'Source__c'))) return false;
  const certificate = around.certificateOf(row);
  return certificate === undefined || around.looked.source(textOf(around.certificates.get(certificate), 'Source__c'));
}
