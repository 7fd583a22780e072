import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Connection } from '@salesforce/core';
import type { Company } from '@cert-health/practice-org';
import { acmeFreight } from '@cert-health/practice-org';
import { trustStoreOfFlags } from '../../src/scan/trust-store-of-flags.ts';
import { simulateInbound } from '../../src/simulate/simulate-inbound.ts';
import type { Simulation, SimulationRequest } from '../../src/simulate/simulate-inbound.ts';
import { folderWith } from '../fixtures/folder.ts';
import { javaStore } from '../keystore/jks-writer.ts';
import { pkcs8Of } from '../keystore/partner.ts';
import { issue, issueCrl } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

/** Within the dates of the lists that `issueCrl` makes. */
export const moment = '2026-02-10T12:00:00Z';

export const root = await issue({ name: 'Client Root', from: '2020-01-01', days: 7300, ca: true });
export const ca = await issue({ name: 'Client CA', from: '2022-01-01', days: 3650, ca: true, issuer: root });

const client = (name: string, other: { purposes?: readonly ('serverAuth' | 'clientAuth')[] } = {}): Promise<Issued> =>
  issue({ name, from: '2026-01-01', days: 300, issuer: ca, purposes: ['clientAuth'], ...other });

/** On the mutual authentication list. */
export const billing = await client('billing');
/** The same subject, and not on it. */
export const renewed = await client('billing');
/** Mapped to Priya Raman. */
export const priya = await client('Priya Raman');
export const server = await client('server', { purposes: ['serverAuth'] });

export const strangeRoot = await issue({ name: 'Strange Root', from: '2020-01-01', days: 7300, ca: true });
export const strange = await issue({
  name: 'stranger',
  from: '2026-01-01',
  days: 300,
  issuer: strangeRoot,
  purposes: ['clientAuth'],
});

export const usernames = {
  /** Holds "Enforce SSL/TLS Mutual Authentication". */
  enforced: 'billing@acmefreight.example.practice',
  free: 'ines.okafor@acmefreight.example.practice',
  priya: 'priya.raman@acmefreight.example.practice',
  inactive: 'former.admin@acmefreight.example.practice',
} as const;

/** What commands are given: chains, roots, and lists of both authorities. */
export const files = {
  'billing.pem': billing.pem + ca.pem,
  'alone.pem': billing.pem,
  'renewed.pem': renewed.pem + ca.pem,
  'priya.pem': priya.pem + ca.pem,
  'server.pem': server.pem + ca.pem,
  'strange.pem': strange.pem + strangeRoot.pem,
  'wrong-order.pem': ca.pem + billing.pem,
  'billing.jks': javaStore({
    password: 'changeit',
    entries: [{ alias: 'billing', key: await pkcs8Of(billing), chain: [billing.der, ca.der] }],
  }),
  'roots.pem': root.pem,
  'lists.pem': (await issueCrl(ca)) + (await issueCrl(root)),
  'revoked.pem': (await issueCrl(ca, [billing])) + (await issueCrl(root)),
};

/** Acme Freight, whose list of roots and uploaded certificates are those of this file. */
export async function companyOfClients(now: Date): Promise<Company> {
  const company = await acmeFreight(now);
  const contents = new Map([
    ['Billing_Client', billing.pem + ca.pem],
    ['Dispatcher_Login', priya.pem + ca.pem],
  ]);
  return {
    ...company,
    trustedRoots: [...company.trustedRoots, root.pem],
    components: company.components.map((component) => {
      const content = contents.get(component.fullName);
      return content === undefined ? component : { ...component, content };
    }),
  };
}

/** What is given to a simulation; files by their names here. */
export interface Given extends Partial<Pick<SimulationRequest, 'use' | 'username' | 'called' | 'network'>> {
  readonly cert?: string | undefined;
  readonly trustStore?: string;
  /** Default: `lists.pem`. */
  readonly crl?: string;
}

/** As the command does, in this process. */
export async function play(test: TestContext, given: Given, connection?: Connection): Promise<Simulation> {
  const folder = folderWith(test, files);
  const at = new Date(moment);
  return simulateInbound(
    {
      use: 'inbound-api-mtls',
      network: false,
      ...given,
      at,
      now: at,
      cert: given.cert && join(folder, given.cert),
      keystores: {},
      connection,
      trustStore: await trustStoreOfFlags(given.trustStore && join(folder, given.trustStore)),
      crls: [join(folder, given.crl ?? 'lists.pem')],
    },
    () => undefined,
  );
}
