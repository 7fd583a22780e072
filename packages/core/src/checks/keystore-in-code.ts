import { listOf } from '../findings/wording.ts';
import type { Reference, TextOrigin } from '../inventory/index.ts';
import { placeInWords } from '../uses/index.ts';
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
    const keystores = inventory.references.filter(
      ({ field, origin }) => KEYSTORE.test(field) && origin?.kind !== 'nothing',
    );
    const byPlace = Map.groupBy(keystores, discriminatorOf);
    return { observations: [...byPlace.values()].flatMap(observe), notChecked: [] };
  },
};

/**
 * One finding for each place that a call of a class takes a keystore from. Whoever has the repository has the key where the
 * code or a file of the project holds it; else it is kept somewhere.
 */
function observe(references: readonly Reference[]): Observation[] {
  const [first] = references;
  if (!first) return [];
  const { name, field, path, expression, origin } = first;
  const call = field.replace(/^Apex(Class|Trigger)\./, '');
  const lines = [...new Set(references.flatMap(({ line }) => line ?? []))];
  const { severity, title, where } = standingOf(name, origin, expression);
  return [
    {
      severity,
      title,
      detail:
        `${call}${lines.length > 0 ? ` in line ${listOf(lines.map(String))}` : ''} is given a keystore ${where} ` +
        'No mail and no list of certificates tells when it ends.',
      remedy:
        'Make a new key, since this one must be taken for known: create a certificate in Setup > Certificate and Key Management, ' +
        'give it to the called server, and call setClientCertificateName (clientCertName_x in a stub) with its unique name.',
      evidence: {
        call,
        embedded: origin?.kind === 'code',
        ...(origin && origin.kind !== 'code' ? { from: placeInWords(origin) } : {}),
        ...(origin?.path === undefined ? {} : { keptIn: fileOf(origin) }),
        ...(lines[0] === undefined ? {} : { line: lines[0] }),
        ...(path === undefined ? {} : { path }),
      },
      use: 'outbound-apex-mtls',
      reference: whereOf(first),
      discriminator: discriminatorOf(first),
    },
  ];
}

function standingOf(
  name: string,
  origin: TextOrigin | undefined,
  expression: string | undefined,
): Pick<Observation, 'severity' | 'title'> & { readonly where: string } {
  if (origin?.kind === 'code') {
    return {
      severity: 'critical',
      title: `Whoever reads the code of ${name} has the private key of its client certificate`,
      where: 'that is written in the code, and so in every copy of the repository and its history.',
    };
  }
  if (origin?.path !== undefined) {
    return {
      severity: 'critical',
      title: `Whoever has a copy of the project has the private key that ${name} uses`,
      where: `that stands in ${placeInWords(origin)} (${fileOf(origin)}), and so in every copy of the repository and its history.`,
    };
  }
  const from = origin ? `that is kept in ${placeInWords(origin)}` : `from "${expression ?? 'elsewhere'}"`;
  return {
    severity: 'warning',
    title: `The private key that ${name} uses is kept outside Certificate and Key Management`,
    where: `${from}; who can read it there cannot be told from here.`,
  };
}

function fileOf({ path = '', line }: TextOrigin): string {
  return line === undefined ? path : `${path}, line ${line}`;
}

/** A class may take keystores from several places. */
function discriminatorOf(reference: Reference): string {
  const { origin, expression } = reference;
  if (origin?.kind === 'code') return idOf(reference);
  return `${idOf(reference)}/${origin?.name ?? expression ?? ''}`;
}
