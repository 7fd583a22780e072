import type { OrgSnapshot, SnapshotProblem } from '@cert-health/core';

/** An org that answered every question with nothing. */
export function snapshotOf(answers: OrgSnapshot['answers'] = {}): OrgSnapshot {
  return {
    readAt: '2026-06-01T00:00:00Z',
    org: {
      id: '00D5g000000abcDEAQ',
      name: 'Acme',
      isSandbox: false,
      instanceUrl: 'https://acme.my.salesforce.com/',
      username: 'admin@acme.example',
    },
    answers: {
      organization: { rows: [{ Id: '00D5g000000abcDEAQ', Name: 'Acme Inc.', IsSandbox: true }] },
      certificates: { rows: [] },
      samlSsoConfigs: { rows: [] },
      assignments: { rows: [] },
      namedCredentials: { rows: [] },
      namedCredentialParameters: { rows: [] },
      externalCredentials: { rows: [] },
      externalCredentialParameters: { rows: [] },
      externalDataSources: { rows: [] },
      ...answers,
    },
  };
}

export const denied: SnapshotProblem = { kind: 'denied', code: 'INSUFFICIENT_ACCESS', message: 'no access' };
export const failed: SnapshotProblem = { kind: 'failed', code: 'UNREACHABLE', message: 'Read timed out.\nat line 1' };
export const notSetUp: SnapshotProblem = { kind: 'not-set-up', code: 'NOT_SET_UP', message: 'no credential' };
