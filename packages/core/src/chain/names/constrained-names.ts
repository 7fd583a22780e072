import type { Certificate, GeneralName, Name } from '../../x509/model.ts';
import { dnsName } from './dns-name.ts';

/** Names of a certificate that constraints apply to, by their form. */
export interface ConstrainedNames {
  readonly byType: ReadonlyMap<GeneralName['type'], readonly GeneralName[]>;
  /** The subject, unless empty: a directory name. */
  readonly subject?: Name;
}

const known = new WeakMap<Certificate, ConstrainedNames>();
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
const COMMON_NAME = '2.5.4.3';

/** RFC 5280 section 4.2.1.10: the subject, all subject alternative names, and email addresses in the subject of old. */
export function constrainedNames(certificate: Certificate): ConstrainedNames {
  let names = known.get(certificate);
  if (names === undefined) known.set(certificate, (names = collect(certificate)));
  return names;
}

function collect(certificate: Certificate): ConstrainedNames {
  const { subject } = certificate;
  const byType = new Map<GeneralName['type'], GeneralName[]>();
  const add = (name: GeneralName): void => {
    const list = byType.get(name.type);
    if (list === undefined) byType.set(name.type, [name]);
    else list.push(name);
  };
  const { subjectAltName, basicConstraints } = certificate.extensions;
  if (subjectAltName !== undefined && subjectAltName.length > 0) {
    subjectAltName.forEach(add);
  } else {
    // Only a certificate without alternative names is held to constraints by the email addresses of its subject.
    for (const { value, bytes, undecoded } of attributes(subject, EMAIL_ADDRESS))
      add({ type: 'email', value, bytes, ...(undecoded && { undecoded }) });
    // Software of old takes the common name for the server's name then, so it must not get around constraints either.
    for (const { value, bytes } of basicConstraints?.ca === true ? [] : attributes(subject, COMMON_NAME))
      if (dnsName(value)?.base.includes('.') === true) add({ type: 'dns', value, bytes });
  }
  return subject.rdns.length === 0 ? { byType } : { byType, subject };
}

const attributes = (subject: Name, oid: string) => subject.rdns.flat().filter((attribute) => attribute.oid === oid);
