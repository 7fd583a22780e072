/** Authorities of tests with addresses of their own, on this computer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import type { Holding, Inventory } from '@cert-health/core';
import { generalName } from '../../../core/test/chain/made/names.ts';
import { makeIntermediate, makeLeaf } from '../../../core/test/chain/made/certificate.ts';
import type { Made, Recipe } from '../../../core/test/chain/made/certificate.ts';
import { distributionPoint } from '../../../core/test/chain/made/crl.ts';
import { oid, sequence } from '../../../core/test/chain/made/der.ts';
import { readRevocation } from '../../src/network/read-revocation.ts';
import type { ReadRevocation, RevocationRequest } from '../../src/network/read-revocation.ts';
import { serve } from './authority.ts';

export interface Named {
  readonly crl?: string;
  readonly freshest?: string;
  readonly ocsp?: string;
  readonly issuer?: string;
}

/** Extensions that name addresses. */
export function naming({ crl, freshest, ocsp, issuer }: Named): Pick<Recipe, 'distributionPoints' | 'extensions'> {
  const access = [
    ...(ocsp === undefined ? [] : [sequence(oid('1.3.6.1.5.5.7.48.1'), generalName(`uri:${ocsp}`))]),
    ...(issuer === undefined ? [] : [sequence(oid('1.3.6.1.5.5.7.48.2'), generalName(`uri:${issuer}`))]),
  ];
  return {
    ...(crl === undefined ? {} : { distributionPoints: [distributionPoint({ names: [`uri:${crl}`] })] }),
    extensions: [
      ...(access.length > 0 ? [['1.3.6.1.5.5.7.1.1', false, sequence(...access)] as const] : []),
      ...(freshest === undefined ? [] : [freshestCrl(freshest)]),
    ],
  };
}

/** The extension that says where changes are listed. */
export const freshestCrl = (address: string): readonly [string, boolean, Uint8Array] => [
  '2.5.29.46',
  false,
  sequence(distributionPoint({ names: [`uri:${address}`] })),
];

export const leafNaming = (ca: Made, named: Named, recipe: Recipe = {}): Made =>
  makeLeaf(ca, { ...naming(named), ...recipe });

export const responderOf = (ca: Made, recipe: Recipe = {}): Made =>
  makeIntermediate(ca, {
    subject: 'Responder',
    ca: false,
    keyUsage: ['digitalSignature'],
    purposes: ['OCSPSigning'],
    ...recipe,
  });

export function holding(...made: readonly Made[]): Holding {
  const certificates = made.map(({ parsed }) => parsed);
  const name = certificates[0]?.subject.text ?? '';
  return { source: 'file:a.pem', name, label: name, kind: 'trusted', certificates };
}

/** Asks lists and responders about what is held; on addresses of this computer. */
export function ask(
  holdings: readonly Holding[],
  other: Partial<RevocationRequest> & Pick<RevocationRequest, 'now'>,
): Promise<ReadRevocation> {
  const inventory: Inventory = { org: null, sources: [], holdings, references: [], exposedKeys: [] };
  const limits = { allowPrivate: true, timeout: 2000, ...other.limits };
  return readRevocation({ inventory, at: other.now, ocsp: true, ...other, limits });
}

export const statusOf = ({ statuses }: ReadRevocation, { parsed }: Made) => statuses.get(parsed.fingerprint);

export type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => unknown;

/** A server that is told the body, too; gives its address and what it was asked. */
export function listening(t: Pick<TestContext, 'after'>, answer: Answer): ReturnType<typeof serve> {
  return serve(t, (request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => void answer(request, response, Buffer.concat(pieces)));
  });
}
