import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHex } from '@cert-health/core';
import { certificateWith } from './certificate-writer.ts';
import { hex, ia5, implicit, integer, oid, sequence } from './der-writer.ts';
import { ID, refused, told, value } from './extension-case.ts';

describe('Certificate policies', () => {
  const CPS = sequence(oid('1.3.6.1.5.5.7.2.1'), ia5('https://ca.example/cps'));

  it('come with their qualifiers', () => {
    const read = certificateWith(
      ID.certificatePolicies,
      sequence(sequence(oid('2.23.140.1.2.1')), sequence(oid('1.2.3'), sequence(CPS))),
    );
    assert.deepEqual(
      read.extensions.certificatePolicies!.map((p) => [p.oid, p.qualifiers.map((q) => q.oid)]),
      [
        ['2.23.140.1.2.1', []],
        ['1.2.3', ['1.3.6.1.5.5.7.2.1']],
      ],
    );
    assert.equal(
      toHex(read.extensions.certificatePolicies![1]!.qualifiers[0]!.value),
      toHex(ia5('https://ca.example/cps')),
    );
  });

  it('are told as irregular when empty or qualified by nothing, and refused when repeated', () => {
    const policy = sequence(oid('1.2.3'));
    told('extension-empty', 'certificatePolicies', sequence(), sequence(sequence(oid('1.2.3'), sequence())));
    refused('x509.duplicate-policy', 'certificatePolicies', sequence(policy, policy));
    refused(
      'der.missing',
      'certificatePolicies',
      sequence(sequence(oid('1.2.3'), sequence(sequence(oid('1.3.6.1.5.5.7.2.1'))))),
    );
  });

  it('are mapped, constrained and inhibited', () => {
    assert.deepEqual(value('policyMappings', sequence(sequence(oid('1.2.3'), oid('1.2.4')))), [
      { issuerDomain: '1.2.3', subjectDomain: '1.2.4' },
    ]);
    assert.deepEqual(value('policyConstraints', sequence(implicit(0, hex('00')), implicit(1, hex('05')))), {
      requireExplicitPolicy: 0,
      inhibitPolicyMapping: 5,
    });
    assert.deepEqual(value('policyConstraints', sequence(implicit(1, hex('01')))), { inhibitPolicyMapping: 1 });
    assert.equal(value('inhibitAnyPolicy', integer(2)), 2);
    told('extension-empty', 'policyMappings', sequence());
    told('extension-empty', 'policyConstraints', sequence());
    refused('der.integer-range', 'policyConstraints', sequence(implicit(0, hex('ff'))));
    refused('der.integer-range', 'inhibitAnyPolicy', integer(-1));
    refused('der.trailing-data', 'policyMappings', sequence(sequence(oid('1.2.3'), oid('1.2.4'), oid('1.2.5'))));
  });
});
