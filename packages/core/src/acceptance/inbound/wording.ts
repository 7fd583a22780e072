import { label } from '../../chain/certificate-label.ts';
import type { Certificate } from '../../x509/index.ts';

/** What certificates are called in a sentence. */
export const called = (certificate: Certificate): string => label(certificate);

export const namesOf = (certificates: readonly Certificate[]): string[] => certificates.map(called);
