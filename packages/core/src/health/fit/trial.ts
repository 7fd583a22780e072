import { heldChain } from '../../inventory/index.ts';
import type { Holding, Inventory, Reference } from '../../inventory/index.ts';
import { referenceUses } from '../../uses/index.ts';
import type { ReferenceKind, Use } from '../../uses/index.ts';
import type { Certificate } from '../../x509/index.ts';

/** Names that read well in the sentences of checks: "the user cannot log in with it". */
const IT = 'it';
export const SERVER = 'the-server';

/**
 * An org in which one certificate serves one use and nothing else is configured, so that the checks say of it what they
 * would say if it were put there.
 */
export function trialOf(use: Use, certificates: readonly Certificate[]): Inventory {
  const kind = kindOf(use);
  const row = referenceUses.find((one) => one.use === use.id && one.kind === kind);
  if (!row) return { org: null, sources: [], holdings: [], references: [] };
  const source = `trial.${row.place}`;
  const holding: Holding = {
    source,
    name: kind === 'meets' ? `${SERVER}:443` : IT,
    label: kind === 'meets' ? 'the server' : 'this certificate',
    kind: kind === 'names' ? 'keyPair' : 'trusted',
    certificates,
    chainNeeded: use.chainMustBeSent.value === 'required' || use.chainMustBeSent.value === 'target-decides',
  };
  const { field } = row;
  const references = {
    names:
      row.place === 'sites'
        ? { source, name: 'the site', field, target: IT, ...servedBy(certificates) }
        : { source, name: 'the configuration', field, target: IT },
    carries: { source, name: IT, field },
    pins: { source, name: IT, field },
    meets: { source, name: 'the configuration', field, target: `https://${SERVER}` },
  };
  return { org: null, sources: [], holdings: [holding], references: [references[kind]] };
}

/** A domain that the certificate is for: which one it will have to serve is not known. */
function servedBy(certificates: readonly Certificate[]): Pick<Reference, 'serverName'> {
  const names = heldChain(certificates)?.leaf.extensions.subjectAltName ?? [];
  const serverName = names.find(({ type }) => type === 'dns')?.value.replace(/^\*(?=\.)/, 'www');
  return serverName === undefined ? {} : { serverName };
}

/** Salesforce keeps the key, or meets the certificate on the wire, or believes a copy of it. */
function kindOf({ privateKeyInOrg, rotates }: Use): ReferenceKind {
  if (privateKeyInOrg.value === 'required') return 'names';
  return rotates.who === 'customer' ? 'carries' : 'meets';
}
