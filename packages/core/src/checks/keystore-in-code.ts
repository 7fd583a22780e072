import type { Reference } from '../inventory/index.ts';
import type { Check, Observation } from './check.ts';
import { idOf, whereOf } from './uses-of-holding.ts';

const KEYSTORE = /^Apex(?:Class|Trigger)\.(?:HttpRequest\.setClientCertificate|clientCert_x)$/;

/** A private key stands in source code. */
export const keystoreInCode: Check = {
  id: 'keystore-in-code',
  title: 'Code brings its own keystore, so a private key lies where code or data lies.',
  severity: 'critical',
  source: {
    document: 'CWE-321',
    section: 'Use of Hard-coded Cryptographic Key',
    url: 'https://cwe.mitre.org/data/definitions/321.html',
  },
  needs: 'the code',
  inputs: ['code'],
  remedy: 'Store the certificate in Certificate and Key Management and name it in the code.',
  run({ inventory }) {
    const keystores = inventory.references.filter(({ field }) => KEYSTORE.test(field));
    return { observations: keystores.map(observe), notChecked: [] };
  },
};

/** With an expression the keystore comes from elsewhere; without one it is written in the code itself. */
function observe(reference: Reference): Observation {
  const { name, field, line, path, expression } = reference;
  const embedded = expression === undefined;
  const call = field.replace(/^Apex(Class|Trigger)\./, '');
  return {
    severity: embedded ? 'critical' : 'warning',
    title: embedded
      ? `Whoever reads the code of ${name} has the private key of its client certificate`
      : `The private key that ${name} uses is kept outside Certificate and Key Management`,
    detail:
      `${call}${line === undefined ? '' : ` in line ${line}`} is given a keystore` +
      (embedded
        ? ' that is written in the code, and so in every copy of the repository and its history.'
        : ` from "${expression}"; who can read it there cannot be told. `.trimEnd()) +
      ' No mail and no list of certificates tells when it ends.',
    remedy:
      'Make a new key, since this one must be taken for known: create a certificate in Setup > Certificate and Key Management, ' +
      'give it to the called server, and call setClientCertificateName (clientCertName_x in a stub) with its unique name.',
    evidence: { call, embedded, ...(line === undefined ? {} : { line }), ...(path === undefined ? {} : { path }) },
    use: 'outbound-apex-mtls',
    reference: whereOf(reference),
    discriminator: idOf(reference),
  };
}
