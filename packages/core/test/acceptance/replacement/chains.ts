import { salesforceTrustStore } from '@cert-health/core';
import type { GivenChain, JudgedPlace, ReplacedPlace, TrustStore, UseId } from '@cert-health/core';
import { judgeReplacement, useById } from '@cert-health/core';
import type { ReplacementVerdict } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../../fixtures/certificates.ts';
import type { Issued, Wanted } from '../../fixtures/certificates.ts';

/** A certificate in use and others that may replace it, with one difference each. */

export const at = new Date('2026-06-01T00:00:00Z');
const lasting = { notBefore: '2020-01-01', notAfter: '2040-01-01', ca: true };

export const root = await issue({ subject: 'CN=Harbor Root, O=Harbor', ...lasting });
export const ca = await issue({ subject: 'CN=Harbor CA, O=Harbor', issuer: root, ...lasting });
/** Another intermediate of the same root. */
export const secondCa = await issue({ subject: 'CN=Harbor CA 2, O=Harbor', issuer: root, ...lasting });
export const otherRoot = await issue({ subject: 'CN=Strait Root, O=Strait', ...lasting });
export const otherCa = await issue({ subject: 'CN=Strait CA, O=Strait', issuer: otherRoot, ...lasting });
export const endedCa = await issue({ subject: 'CN=Ended CA', issuer: root, ...lasting, notAfter: '2026-05-01' });

const LIST = 'http://crl.harbor.example/ca.crl';
const withoutList: Wanted = {
  subject: 'CN=api.acme.example, O=Acme',
  issuer: ca,
  key: 'RSA-2048',
  keyName: 'first',
  purposes: [serverAuth, clientAuth],
  dnsNames: ['api.acme.example', 'www.acme.example'],
};
const before: Wanted = { ...withoutList, listUrl: LIST };
const made = (other: Partial<Wanted>): Promise<Issued> => issue({ ...before, ...other });

export const old = await made({});
/** Nothing differs but what every renewal changes, the key included. */
export const renewed = await made({ keyName: 'second', notAfter: '2027-01-31' });
/** With the same key. */
export const sameKey = await made({ notAfter: '2027-01-31' });
export const underOther = await made({ issuer: otherCa });
export const underSecond = await made({ issuer: secondCa });
export const underEnded = await made({ issuer: endedCa });
export const forServers = await made({ purposes: [serverAuth] });
export const forClients = await made({ purposes: [clientAuth] });
export const anyPurpose = await made({ purposes: ['2.5.29.37.0'] });
export const fewerNames = await made({ dnsNames: ['api.acme.example'] });
export const otherNames = await made({ dnsNames: ['www.acme.example'] });
export const otherSubject = await made({ subject: 'CN=api.acme.example, O=Acme Inc' });
export const elliptic = await made({ key: 'P-256', keyName: 'elliptic' });
export const edwards = await made({ key: 'Ed25519', keyName: 'edwards' });
export const weakKey = await made({ key: 'RSA-1024', keyName: 'weak' });
export const weakHash = await made({ hash: 'SHA-1' });
export const ended = await made({ notAfter: '2026-05-31' });
export const early = await made({ notBefore: '2026-06-10' });
export const otherList = await made({ listUrl: 'http://crl.strait.example/ca.crl' });
export const noList = await issue(withoutList);
export const selfSigned = await issue({ subject: 'CN=api.acme.example, O=Acme', key: 'RSA-2048', keyName: 'alone' });
/** Names the intermediate and was not signed by it. */
const impostor = await issue({ subject: 'CN=Harbor CA, O=Harbor', issuer: root, ...lasting, keyName: 'impostor' });
export const forged = await made({ issuer: { ...impostor, keys: impostor.keys } });

export const given = (...chain: readonly Issued[]): GivenChain => {
  const certificates = chain.map(({ certificate }) => certificate);
  return { name: 'given', leaf: certificates[0]!, certificates, ordered: true };
};
/** The chain in an order of its own, with its leaf. */
export const disordered = (leaf: Issued, ...chain: readonly Issued[]): GivenChain => ({
  ...given(...chain),
  leaf: leaf.certificate,
});
export const listOf = (...roots: readonly Issued[]): TrustStore =>
  salesforceTrustStore(roots.map(({ pem }) => pem).join('\n'), { source: 'roots.pem' });

/** A place as an org's configuration names it. */
export function placeOf(use: UseId | null, other: Partial<ReplacedPlace> = {}): ReplacedPlace {
  return {
    use,
    reference: { source: 'org.place', name: 'Partner', field: 'Place.certificate' },
    how: 'certificate',
    kind: 'names',
    label: use === null ? 'a place' : useById(use).label,
    setup: 'Setup > Place',
    stops: 'calls fail',
    host: null,
    otherwise: null,
    idle: false,
    ...other,
  };
}

/** Each use where it is known to be used, as configuration has it. */
export const known = {
  'inbound-one-way-tls': placeOf('inbound-one-way-tls', { kind: 'meets', host: 'api.acme.example' }),
  'custom-domain': placeOf('custom-domain', { host: 'api.acme.example' }),
  'outbound-apex-one-way-tls': placeOf('outbound-apex-one-way-tls', { kind: 'meets', host: 'api.acme.example' }),
  'inbound-user-mtls': placeOf('inbound-user-mtls', { kind: 'carries' }),
  'inbound-api-mtls': placeOf('inbound-api-mtls', { kind: 'carries' }),
  'outbound-apex-mtls': placeOf('outbound-apex-mtls', { host: 'partner.example' }),
  'inbound-sso': placeOf('inbound-sso', { kind: 'carries' }),
  'outbound-sso': placeOf('outbound-sso'),
} as const satisfies Record<UseId, ReplacedPlace>;

export interface Case {
  readonly next: GivenChain;
  readonly old?: GivenChain;
  readonly trustStore?: TrustStore;
  readonly place?: Partial<ReplacedPlace>;
  readonly at?: Date;
}

export const replaced = (one: Case, places?: readonly ReplacedPlace[]): Promise<ReplacementVerdict> =>
  judgeReplacement({
    old: one.old ?? given(old, ca),
    new: one.next,
    at: one.at ?? at,
    trustStore: one.trustStore,
    ...(places ? { places } : {}),
  });

export async function judgedAt(use: UseId, one: Case): Promise<JudgedPlace> {
  const { uses } = await replaced(one, [{ ...known[use], ...one.place }]);
  return uses[0]!;
}
