import type { Company } from '../../org/org.ts';
import type { PlantedReference } from '../../org/planted-reference.ts';
import { recordId } from '../../org/record-id.ts';
import { listedRoots, makeAuthorities } from '../authorities.ts';
import { configured } from '../company.ts';
import { toPem } from '../../certificates/issue.ts';
import { KeyRing } from '../../certificates/key-ring.ts';
import { makeKeyPair } from '../key-pairs.ts';
import { permissionComponents } from '../permission-components.ts';
import { KeyPairNames } from '../planting.ts';
import { plantedApex } from './apex.ts';
import { plantedArrivals } from './arrivals.ts';
import { plantedCallouts } from './callouts.ts';
import { CarriedCertificates } from './carried.ts';
import { plantedKeyPairs } from './key-pairs.ts';
import { plantedLogins } from './logins.ts';
import { plantedPeople } from './people.ts';
import { plantedStoredNames } from './stored-names.ts';

/** A company with the list of every reference to a certificate that is in it. */
export type PlantedCompany = Company & { readonly references: readonly PlantedReference[] };

/**
 * A company made to be read: every place that can name, hold, pin or meet a certificate has references that were put
 * there on purpose, beside others that only look so. A reader is right when it finds `references` and nothing else.
 */
export async function planted(now: Date): Promise<PlantedCompany> {
  const identity = {
    id: recordId('Organization', 3),
    name: 'Planted Works',
    instanceName: 'PRA3',
    isSandbox: true,
    userId: recordId('User', 1),
    username: 'robin.vale@planted.example.practice',
  };
  const ring = await KeyRing.open();
  const authorities = await makeAuthorities(now, ring);
  const context = { authorities, orgId: identity.id, now, ring };
  const keyPairs = await Promise.all(
    plantedKeyPairs.map((plan, index) => makeKeyPair(plan, { ...context, number: index + 1 })),
  );
  await ring.save();
  const names = new KeyPairNames(keyPairs);
  const carried = new CarriedCertificates(authorities, now);
  const people = plantedPeople(identity);
  const { components, references, rows } = configured(
    [
      ...plantedCallouts(names),
      ...(await plantedLogins(names, carried)),
      ...(await plantedArrivals(names, carried)),
      ...plantedApex(names),
      ...plantedStoredNames(names),
      permissionComponents(people),
    ],
    now,
  );
  return {
    identity,
    keyPairs,
    components,
    references,
    rows: { ...people, ...rows },
    trustedRoots: listedRoots(authorities).map(({ certificate }) => toPem([certificate])),
  };
}
