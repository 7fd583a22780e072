import assert from 'node:assert/strict';
import { toHex } from '@cert-health/core';
import { certificateWith } from './certificate-writer.ts';
import { implicit, text, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';

/** Extensions by the name of their decoded value. */
export const ID = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  subjectInfoAccess: '1.3.6.1.5.5.7.1.11',
  tlsFeature: '1.3.6.1.5.5.7.1.24',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  signedCertificateTimestamps: '1.3.6.1.4.1.11129.2.4.2',
  precertificatePoison: '1.3.6.1.4.1.11129.2.4.3',
} as const;

export const dns = (name: string): Bytes => implicit(2, text(name));
export const uri = (link: string): Bytes => implicit(6, text(link));

/** The decoded value of this extension alone. */
export const value = <K extends keyof typeof ID>(key: K, der: Bytes): unknown =>
  certificateWith(ID[key], der).extensions[key];
/** Codes of the irregularities that this extension leads to. */
export const codes = (key: keyof typeof ID, der: Bytes): string[] =>
  certificateWith(ID[key], der).irregularities.map(({ code }) => code);
/** Each of these contents must be refused with this code. */
export const refused = (code: string, key: keyof typeof ID, ...list: readonly Bytes[]): void => {
  for (const der of list) parseError(code, () => certificateWith(ID[key], der));
};

/** Each of these contents must be read, and told with this code and no other. */
export const told = (code: string, key: keyof typeof ID, ...list: readonly Bytes[]): void => {
  for (const der of list) assert.deepEqual(codes(key, der), [code], toHex(der));
};
