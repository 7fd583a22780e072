import type { Certificate } from '../../x509/index.ts';

/** What a certificate is called in a sentence: its common name, else its whole subject. */
export const called = ({ subject }: Certificate): string => `"${subject.get('CN') ?? (subject.text || 'no name')}"`;

export const namesOf = (certificates: readonly Certificate[]): string[] => certificates.map(called);
