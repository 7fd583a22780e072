import assert from 'node:assert/strict';
import { it } from 'node:test';
import { judgeOutbound, salesforceTrustStore } from '@cert-health/core';
import type {
  OutboundAttempt,
  OutboundClient,
  OutboundStep,
  OutboundStepId,
  OutboundVerdict,
  SeenServer,
} from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../../fixtures/certificates.ts';
import type { Issued } from '../../fixtures/certificates.ts';
import { listOf } from '../inbound/attempts.ts';

export const at = new Date('2026-06-01T00:00:00Z');
const lasting = { notBefore: '2020-01-01', notAfter: '2040-01-01', ca: true };
export const HOST = 'partner.example';

export const root = await issue({ subject: 'CN=Public Root', ...lasting });
export const ca = await issue({ subject: 'CN=Public Issuing', issuer: root, ...lasting });
export const leaf = await issue({ subject: `CN=${HOST}`, issuer: ca, dnsNames: [HOST], purposes: [serverAuth] });
export const clientRoot = await issue({ subject: 'CN=Acme Private Root', ...lasting });
export const clientCa = await issue({ subject: 'CN=Acme Private CA', issuer: clientRoot, ...lasting });
export const client = await issue({ subject: 'CN=acme client', issuer: clientCa, purposes: [clientAuth] });

export const list = salesforceTrustStore(root.pem);
export const clientLists = [await listOf(clientCa), await listOf(clientRoot)];
export const revokingList = [await listOf(clientCa, [client]), await listOf(clientRoot)];

type Asks = Partial<SeenServer['clientCertificate']>;

/** What was seen of a server that is called as it should be, but for what a test changes. */
export function seen(more: Partial<Omit<SeenServer, 'sent'>> & { readonly sent?: readonly Issued[] } = {}): SeenServer {
  const { sent = [leaf, ca], ...other } = more;
  return {
    target: `${HOST}:443`,
    serverName: HOST,
    address: '93.184.216.34',
    status: 'reached',
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    sent: sent.map(({ certificate }) => certificate.der),
    clientCertificate: { requested: false, authorities: [], required: false },
    ...other,
  };
}

export const asking = (asks: Asks = {}): SeenServer =>
  seen({ clientCertificate: { requested: true, authorities: [], required: true, ...asks } });

const offered = (accepted: boolean | null, problem?: string): Asks => ({
  offered: { fingerprint: client.certificate.fingerprint, accepted, ...(problem === undefined ? {} : { problem }) },
});
export const taking = (asks: Asks = {}): SeenServer => asking({ ...offered(true), ...asks });
export const refusing = (asks: Asks = {}): SeenServer =>
  asking({ ...offered(false, 'It refused (alert 48, unknown_ca).'), ...asks });
export const silent = (): SeenServer => asking(offered(null, 'It did not say whether it takes it.'));

export const showing = (sent: readonly Issued[], key: OutboundClient['key'] = { kind: 'given' }): OutboundClient => ({
  key,
  certificates: sent.map(({ certificate }) => certificate),
});
export const held = { kind: 'held', name: 'Partner_Client' } as const;

/** A call that comes through without a client certificate. */
export const call = (more: Partial<OutboundAttempt> = {}): OutboundAttempt => ({
  at,
  seen: seen(),
  trustStore: list,
  ...more,
});

/** A call that comes through with one. */
export const mutual = (more: Partial<OutboundAttempt> = {}): OutboundAttempt =>
  call({ seen: taking(), client: showing([client, clientCa]), crls: clientLists, ...more });

const SERVER = [
  'reached',
  'protocol',
  'chain-complete',
  'chain-order',
  'signatures',
  'dates',
  'revocation',
  'root-listed',
  'name',
  'purpose',
  'asked',
];
const CLIENT = [
  'client-key',
  'client-chain',
  'client-dates',
  'client-revocation',
  'client-purpose',
  'client-names',
  'accepted',
];

export const stepOf = ({ steps }: OutboundVerdict, id: OutboundStepId): OutboundStep => {
  const step = steps.find((one) => one.id === id);
  assert.ok(step, id);
  return step;
};

export interface Row {
  readonly says: string;
  readonly attempt: OutboundAttempt;
  readonly verdict: OutboundVerdict['verdict'];
  readonly decidedBy?: OutboundStepId;
  readonly outcomes?: Partial<Record<OutboundStepId, OutboundStep['outcome']>>;
  readonly detail?: RegExp;
}

/** Each row is a test; whatever is not passed must say why, name its rule and, where it refuses, say whose move it is. */
export function rows(table: readonly Row[]): void {
  for (const { says, attempt, verdict, decidedBy, outcomes = {}, detail } of table) {
    it(says, async () => {
      const judged = await judgeOutbound(attempt);
      assert.deepEqual(
        judged.steps.map(({ id }) => id),
        attempt.client ? [...SERVER, ...CLIENT] : SERVER,
      );
      assert.deepEqual([judged.verdict, judged.decidedBy], [verdict, decidedBy ?? null], JSON.stringify(judged.steps));
      for (const [id, outcome] of Object.entries(outcomes))
        assert.equal(stepOf(judged, id as OutboundStepId).outcome, outcome, id);
      for (const step of judged.steps) {
        assert.ok(step.title && step.detail && step.rule.document && step.rule.section, step.id);
        if (step.outcome === 'fail')
          assert.match(step.remedy ?? '', /^(An admin|You|Whoever runs the server): [a-z]/, step.id);
      }
      if (detail) assert.match(stepOf(judged, decidedBy as OutboundStepId).detail, detail);
    });
  }
}
