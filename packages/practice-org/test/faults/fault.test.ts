import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UsageError, faultsOf, parseFaults } from '../../src/faults/fault.ts';

describe('faults on the command line', () => {
  it('are names with values', () => {
    assert.deepEqual(parseFaults(['slow=300', 'malformed', 'rate-limited=2', 'unavailable=1']), {
      slow: 300,
      malformed: true,
      rateLimited: 2,
      unavailable: 1,
    });
    assert.deepEqual(parseFaults(['session-expired', 'truncated', 'limit-exceeded']), {
      sessionExpired: true,
      truncated: true,
      limitExceeded: true,
    });
  });

  it('name every permission that a source asks for, and the requests that are left', () => {
    const deny = ['CustomizeApplication', 'ManageEncryptionKeys', 'ManageInternalUsers', 'ManageCertificates'];
    assert.deepEqual(parseFaults([`deny=${deny.join(',')}`, 'api-requests-left=12']), { deny, apiRequestsLeft: 12 });
    assert.throws(() => parseFaults(['api-requests-left=few']), UsageError);
  });

  it('add up where they are lists', () => {
    assert.deepEqual(
      parseFaults(['deny=ModifyMetadata', 'deny=ViewSetup,CertificateBody', 'missing-type=InboundCertificate']),
      {
        deny: ['ModifyMetadata', 'ViewSetup', 'CertificateBody'],
        missingTypes: ['InboundCertificate'],
      },
    );
  });

  it('are refused in one sentence when they are not known or do not fit', () => {
    for (const wrong of [
      'nonsense',
      'deny=Everything',
      'deny',
      'slow',
      'slow=soon',
      'slow=-1',
      'malformed=2',
      'toString',
    ]) {
      assert.throws(
        () => parseFaults([wrong]),
        (error) => error instanceof UsageError && !error.message.includes('\n') && error.message.endsWith('.'),
        wrong,
      );
    }
  });

  it('that are none are no faults', () => {
    assert.deepEqual(parseFaults([]), {});
  });
});

describe('posted faults', () => {
  it('have the same names, and false means off', () => {
    assert.deepEqual(faultsOf({ deny: ['ModifyMetadata', 'ViewSetup'], slow: 5, truncated: false, malformed: true }), {
      deny: ['ModifyMetadata', 'ViewSetup'],
      slow: 5,
      malformed: true,
    });
    assert.deepEqual(faultsOf({ deny: 'ViewSetup', slow: null }), { deny: ['ViewSetup'] });
  });

  it('that are no object are refused', () => {
    for (const wrong of [null, [], 'deny', 3]) assert.throws(() => faultsOf(wrong), UsageError);
  });
});
