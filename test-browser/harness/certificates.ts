import type { Console } from './console.ts';

/** A certificate and its open findings, as the app's Apex tells them. */
export interface Stored {
  readonly id: string;
  readonly name: string;
  readonly findings: readonly { readonly Id: string; readonly Title__c: string }[];
}

/** The first certificate with an open finding. */
export async function withFinding(app: Console): Promise<Stored> {
  const findings = await app.rows<{ Id: string; Title__c: string; Status__c: string; Certificate__c?: string }>(
    'HealthRecords.findings',
  );
  const [first] = findings.filter((finding) => finding.Status__c === 'open' && finding.Certificate__c !== undefined);
  if (first?.Certificate__c === undefined) throw new Error('The sample has no finding.');
  const { certificate } = await app.apex<{ certificate: { Name: string } }>('HealthRecords.certificate', {
    recordId: first.Certificate__c,
  });
  return {
    id: first.Certificate__c,
    name: certificate.Name,
    findings: findings.filter((finding) => finding.Certificate__c === first.Certificate__c),
  };
}
