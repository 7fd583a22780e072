import { heldChain, isSelfSigned } from '../inventory/index.ts';
import type { Holding, Inventory } from '../inventory/index.ts';
import { certificatesSource } from '../org-rows/certificates.ts';
import { escapeCsv } from './escape.ts';

const NOT_KNOWN = 'not known';

const columns: Readonly<Record<string, (holding: Holding) => string>> = {
  source: ({ source }) => source,
  name: ({ name }) => name,
  certificate: (holding) => leafOf(holding)?.fingerprint ?? '',
  signed: signedBy,
  privateKeyExportable: ({ record }) => yesOrNo(record?.privateKeyExportable),
  privateKeyMade: madeWhere,
  recordCreated: ({ record }) => record?.createdDate?.toISOString() ?? NOT_KNOWN,
  exportedBefore: () => NOT_KNOWN,
  copies: () => NOT_KNOWN,
};

/**
 * What is known of the handling of private keys, as a table (RFC 4180): one line for each place that has a key of its own. Where
 * nothing says it, it says "not known"; nothing is concluded from one thing to another.
 */
export function toKeysCsv({ holdings }: Pick<Inventory, 'holdings'>): string {
  const names = Object.keys(columns);
  const lines = holdings
    .filter(({ kind }) => kind === 'keyPair')
    .map((holding) =>
      Object.values(columns)
        .map((of) => escapeCsv(of(holding)))
        .join(','),
    );
  return [names.join(','), ...lines, ''].join('\r\n');
}

function leafOf({ certificates }: Holding): Holding['certificates'][number] | undefined {
  return heldChain(certificates)?.leaf;
}

function signedBy(holding: Holding): string {
  if (holding.pendingSignature) return 'not yet';
  const leaf = leafOf(holding);
  if (leaf) return isSelfSigned(leaf) ? 'by itself' : 'by an authority';
  const { caSigned } = holding.record ?? {};
  if (caSigned === undefined) return NOT_KNOWN;
  return caSigned ? 'by an authority' : 'by itself';
}

/**
 * A request that waits was made by the platform together with its key (Salesforce Help, "Generate a Certificate Signed by a
 * Certificate Authority"; unverified: that no import leaves a record that waits). Once it is signed, nothing tells it from a key that came
 * with a keystore.
 */
function madeWhere({ source, pendingSignature }: Holding): string {
  return pendingSignature && source === certificatesSource.id ? 'in the org' : NOT_KNOWN;
}

function yesOrNo(value: boolean | undefined): string {
  if (value === undefined) return NOT_KNOWN;
  return value ? 'yes' : 'no';
}
