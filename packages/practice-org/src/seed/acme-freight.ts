import type { Company } from '../org/org.ts';
import { recordId } from '../org/record-id.ts';
import { toPem } from '../certificates/issue.ts';
import { KeyRing } from '../certificates/key-ring.ts';
import { listedRoots, makeAuthorities } from './authorities.ts';
import { makeCarriedCertificates } from './carried-certificates.ts';
import { configured } from './company.ts';
import { configuration } from './configuration.ts';
import { acmeKeyPairs } from './key-pair-plans.ts';
import { makeKeyPair } from './key-pairs.ts';
import { people } from './people.ts';
import { permissionComponents } from './permission-components.ts';
import { signerOf } from './signer.ts';

/** Makes the practice company: its certificates, and the configuration and people that use them. */
export async function acmeFreight(now: Date): Promise<Company> {
  const identity = {
    id: recordId('Organization', 1),
    name: 'Acme Freight',
    instanceName: 'PRA1',
    isSandbox: true,
    userId: recordId('User', 1),
    username: 'morgan.reyes@acmefreight.example.practice',
  };
  const ring = await KeyRing.open();
  const authorities = await makeAuthorities(now, ring);
  const [keyPairs, carried] = await Promise.all([
    Promise.all(
      acmeKeyPairs.map((plan, index) =>
        makeKeyPair(plan, { authorities, orgId: identity.id, now, ring, number: index + 1 }),
      ),
    ),
    makeCarriedCertificates(authorities, now, ring),
  ]);
  await ring.save();
  const staff = people(identity);
  const { components, references, rows } = configured(
    [...configuration(carried, keyPairs), permissionComponents(staff)],
    now,
  );
  return {
    identity,
    keyPairs,
    components,
    references,
    rows: { ...staff, ...rows },
    sign: signerOf({
      forClients: authorities.meridian,
      forServers: authorities.northlight,
      unlisted: authorities.acme,
    }),
    trustedRoots: listedRoots(authorities).map(({ certificate }) => toPem([certificate])),
  };
}
