/** Findings of the Code Analyzer that stay, each with its reason. None of severity 1 or 2 may stand here. */
import type { AnalyzerIssue } from './code-analyzer.ts';

export interface Accepted {
  readonly rule: string;
  /** Ends of the files' paths. */
  readonly files: readonly string[];
  readonly reason: string;
}

export const accepted: readonly Accepted[] = [
  {
    rule: 'AvoidHardcodedCredentialsInFieldDecls',
    files: ['ToolingClient.cls', 'SetupAssistantSteps.cls'],
    reason: 'The constants are developer names of a named and an external credential, no secrets.',
  },
  {
    rule: 'ProtectSensitiveData',
    files: [
      'CertHealth_Scan__c/fields/Scan_Key__c.field-meta.xml',
      'CertHealth_Certificate__c/fields/Certificate_Key__c.field-meta.xml',
      'CertHealth_Renewal__c/fields/Renewal_Key__c.field-meta.xml',
      'CertHealth_Renewal__c/fields/Scan_Key__c.field-meta.xml',
      'CertHealth_Use__c/fields/Use_Key__c.field-meta.xml',
      'CertHealth_Finding__c/fields/Finding_Key__c.field-meta.xml',
      'CertHealth_Coverage__c/fields/Coverage_Key__c.field-meta.xml',
      'CertHealth_Rotation_Run__c/fields/Key__c.field-meta.xml',
      'CertHealth_Rotation__c/fields/Key__c.field-meta.xml',
      'CertHealth_Rotation_Event__c/fields/Key__c.field-meta.xml',
      'CertHealth_Rotation_File__c/fields/Key__c.field-meta.xml',
    ],
    reason: 'An external id, made of names that stand in Setup; it opens nothing.',
  },
  {
    rule: 'ProtectSensitiveData',
    files: [
      'CertHealth_Certificate__c/fields/Key__c.field-meta.xml',
      'CertHealth_Decision__c/fields/Certificate__c.field-meta.xml',
      'CertHealth_Finding__c/fields/Certificate__c.field-meta.xml',
      'CertHealth_Renewal__c/fields/Certificate__c.field-meta.xml',
      'CertHealth_Renewal__c/fields/Certificate_Name__c.field-meta.xml',
      'CertHealth_Renewal__c/fields/New_Key__c.field-meta.xml',
      'CertHealth_Scan__c/fields/Certificates__c.field-meta.xml',
      'CertHealth_Use__c/fields/Certificate__c.field-meta.xml',
      'CertHealth_Use__c/fields/Certificate_Name__c.field-meta.xml',
      'CertHealth_Rotation__c/fields/Certificate__c.field-meta.xml',
      'CertHealth_Rotation__c/fields/Certificate_Name__c.field-meta.xml',
    ],
    reason: 'Kind and size of a public key, a lookup, a count, a name: the public part of certificates only.',
  },
  {
    rule: 'ProtectSensitiveData',
    files: ['CertHealth_Rotation__c/fields/Authority__c.field-meta.xml'],
    reason: 'The name that a settings file gives to whoever signs.',
  },
  {
    rule: 'ProtectSensitiveData',
    files: ['CertHealth_Setting__mdt/fields/Webhook_Named_Credential__c.field-meta.xml'],
    reason: 'The developer name of a named credential; the address with its secret is inside that one.',
  },
];

export function isAccepted({ rule, file, severity }: AnalyzerIssue): boolean {
  return severity > 2 && accepted.some((one) => one.rule === rule && one.files.some((end) => file.endsWith(end)));
}
