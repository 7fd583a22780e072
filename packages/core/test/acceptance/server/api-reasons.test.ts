/** What an API said to a session decides nothing about the server, and is told to who wants in. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeServers, reportOnServers } from '@cert-health/core';
import type { ApplicationLayer, SeenServer } from '@cert-health/core';
import { issue } from '../../fixtures/certificates.ts';

const at = new Date('2026-11-22T00:00:00Z');
const { certificate } = await issue({ subject: 'CN=api.example' });
const offered = { fingerprint: 'ab', accepted: true };

async function judged(applicationLayer: ApplicationLayer | undefined, isShown: boolean) {
  const seen: SeenServer = {
    target: 'api.example:8443',
    serverName: 'api.example',
    address: '192.0.2.1',
    status: 'reached',
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    sent: [certificate.der],
    clientCertificate: {
      requested: true,
      authorities: [],
      required: false,
      ...(isShown ? { offered } : {}),
      ...(applicationLayer ? { applicationLayer } : {}),
    },
  };
  const judgment = await judgeServers([seen], { at });
  const { report } = await reportOnServers(judgment, { at, generatedAt: at });
  const server = judgment.servers[0] as (typeof judgment.servers)[number];
  const isAboutApi = ({ code }: { code: unknown }) => typeof code === 'string' && code.startsWith('api-');
  return {
    server,
    reasons: server.reasons.filter(isAboutApi),
    severities: report.findings
      .filter(({ evidence }) => isAboutApi({ code: evidence['code'] }))
      .map((one) => one.severity),
    gaps: report.notChecked.filter(({ reason }) => reason.includes('So it is.')).length,
  };
}

describe('an API that', () => {
  for (const [what, admitted, isShown, code, severity] of [
    ['lets in', true, true, undefined, undefined],
    ['refuses who shows a certificate', false, true, 'api-refused', 'critical'],
    ['refuses who shows none', false, false, 'api-refused', 'info'],
    ['does not tell', null, true, 'api-unknown', undefined],
  ] as const) {
    test(what, async () => {
      const layer = { status: 403, admitted, code: 'MUTUAL_AUTHENTICATION_FAILED', error: 'So it is.' };
      const without = await judged(undefined, isShown);
      const { server, reasons, severities, gaps } = await judged(layer, isShown);
      assert.equal(server.accepted, without.server.accepted);
      assert.deepEqual(server.clientCertificate.applicationLayer, layer);
      assert.deepEqual(
        reasons.map((one) => [one.code, one.who, one.consequence]),
        code === undefined ? [] : [[code, 'caller', 'none']],
      );
      assert.deepEqual(severities, severity === undefined ? [] : [severity]);
      assert.equal(gaps, admitted === null ? 1 : 0);
      assert.deepEqual(without.reasons, []);
    });
  }
});
