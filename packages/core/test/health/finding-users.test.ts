import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { Finding, Holding } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { emptyInventory, held, read } from '../fixtures/inventories.ts';

const at = new Date('2026-12-01T00:00:00Z');
const ending = await issue({ subject: 'CN=e', notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-12-05T00:00:00Z' });

async function findingOn(other: Partial<Holding>, field: string, target?: string): Promise<Finding | undefined> {
  const holding = held([ending], { name: 'Client', label: 'Client', ...other });
  const report = await evaluate(
    {
      ...emptyInventory,
      sources: [read('org.certificates'), read('org.named-credentials')],
      holdings: [holding],
      references: [
        {
          source: 'org.named-credentials',
          name: 'Partner_API',
          field,
          ...(target === undefined ? {} : { target }),
        },
      ],
    },
    { at, generatedAt: at },
  );
  return report.findings.find(({ check }) => check === 'expiring');
}

describe('a finding', () => {
  it('names who uses the certificate, what stops, whose move it is, and what to do in words that others share', async () => {
    const finding = await findingOn({}, 'NamedCredential.certificate', 'Client');
    assert.deepEqual(finding?.usedBy, [
      { use: 'outbound-apex-mtls', name: 'Partner_API', place: 'Named credentials', stops: 'calls to Partner_API' },
    ]);
    assert.equal(finding.consequence, 'calls to the system behind Partner_API fail');
    assert.equal(finding.move, 'customer');
    assert.match(finding.action ?? '', /^(Make a signing request|Create a self-signed successor)/);
    assert.doesNotMatch(finding.action ?? '', /Client|Partner_API/);
  });

  it('leaves out what is not known', async () => {
    const finding = await findingOn({}, 'NamedCredential.certificate', 'Another');
    assert.ok(finding);
    assert.equal('usedBy' in finding, false);
    assert.equal('consequence' in finding, false);
  });

  it('is the move of both sides where the other side has the key, and of the other side on its server', async () => {
    assert.equal((await findingOn({ source: 'org.saml', kind: 'trusted' }, 'x'))?.move, 'both');
    assert.equal((await findingOn({ source: 'network.servers', kind: 'trusted', name: 'a:443' }, 'x'))?.move, 'remote');
  });
});
