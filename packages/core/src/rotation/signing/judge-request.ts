import { quoted } from '../../chain/certificate-label.ts';
import { defaultSignatures } from '../../chain/index.ts';
import type { SignatureVerifier } from '../../chain/index.ts';
import { listOf } from '../../findings/index.ts';
import { weakKeyReason } from '../../policy/index.ts';
import type { CertificationRequest } from '../../x509/index.ts';
import { askedNames, identifierOf } from './identifiers.ts';
import type { AskedNames } from './identifiers.ts';

/** What a certificate proves by TLS. */
export type SigningPurpose = 'client' | 'server';

export interface RequestQuestion {
  readonly request: CertificationRequest;
  /** `acme`: the authority verifies every name itself. `other`: it decides what it puts in. */
  readonly authority: 'acme' | 'other';
  /** Names that the certificate is to carry, as settings say; none: those of the request. */
  readonly names: readonly string[];
  readonly purposes: readonly SigningPurpose[];
}

export interface RequestJudgment {
  /** Subject as text, RFC 4514. */
  readonly subject: string;
  /** Such as `RSA 2048`. */
  readonly key: string;
  readonly asked: AskedNames;
  /** Why it is not sent, one sentence each. */
  readonly faults: readonly string[];
  /** What is told and hinders nothing. */
  readonly notes: readonly string[];
}

/** Longest common name (RFC 5280 appendix A.1, ub-common-name). */
const longestCommonName = 64;

/** Looks at a signing request before anybody is asked to sign it. */
export async function judgeRequest(
  question: RequestQuestion,
  signatures: SignatureVerifier = defaultSignatures(),
): Promise<RequestJudgment> {
  const { request, authority } = question;
  const asked = askedNames(request);
  const { kind, size, curve } = request.publicKey;
  const { faults: ofNames, notes } =
    authority === 'acme' ? judgeForAcme(asked, question.names) : judgeForOthers(asked, question);
  return {
    subject: request.subject.text,
    key: [kind, size === undefined || curve !== undefined ? curve : size]
      .filter((part) => part !== undefined)
      .join(' '),
    asked,
    faults: [...(await faultsOfKey(request, authority, signatures)), ...ofNames],
    notes,
  };
}

async function faultsOfKey(
  { publicKey, signatureAlgorithm, tbs, signature }: CertificationRequest,
  authority: RequestQuestion['authority'],
  signatures: SignatureVerifier,
): Promise<string[]> {
  const verdict = await signatures.verify({ algorithm: signatureAlgorithm, publicKey, data: tbs, signature });
  const weak = weakKeyReason(publicKey, authority === 'acme' ? 'public-tls' : 'any');
  return [
    ...(verdict === 'invalid'
      ? [
          'The request is not signed with the key that it holds: it was changed, or cut off. Take it anew from where it was made.',
        ]
      : []),
    ...(weak?.verdict === 'not-allowed' ? [`No authority signs this key. ${weak.reason}`] : []),
  ];
}

type Judged = Pick<RequestJudgment, 'faults' | 'notes'>;

/** An ACME authority certifies the names of the request, each verified, and nothing else (RFC 8555 section 7.4). */
function judgeForAcme({ identifiers, others }: AskedNames, names: readonly string[]): Judged {
  const faults: string[] = [];
  for (const { kind, text } of others) faults.push(cannotBeVerified(kind, text));
  if (identifiers.length === 0 && others.length === 0) {
    faults.push('The request names no host, so there is nothing that an ACME authority could verify.');
  }
  const missing = names.filter((name) => !isAmong(identifiers, name));
  if (missing.length > 0 && identifiers.length > 0) {
    faults.push(
      `The certificate is to be for ${listOf(missing.map((name) => quoted(name)))}, and the request does not ask for ${missing.length === 1 ? 'it' : 'them'}: ` +
        'an ACME authority certifies what stands in the request, and nothing beside.',
    );
  }
  const unasked =
    names.length === 0
      ? []
      : identifiers.filter(({ value }) => !names.some((name) => identifierOf(name)?.value === value));
  return {
    faults,
    notes:
      unasked.length === 0
        ? []
        : [`The request asks for ${listOf(unasked.map(({ value }) => value))} too, which the settings do not name.`],
  };
}

function cannotBeVerified(kind: AskedNames['others'][number]['kind'], text: string): string {
  const written = quoted(text);
  if (kind === 'email') return `The request asks for the mail address ${written}, which an ACME authority refuses.`;
  if (kind === 'uri') return `The request asks for the address ${written}; an ACME authority verifies host names.`;
  const scheme = hostBehindScheme(text);
  if (scheme !== undefined) {
    return `Its common name ${written} is an address, and no ACME authority can verify it; make the request with the host name alone (${quoted(scheme)}).`;
  }
  if (kind === 'common name') {
    return text.length > longestCommonName
      ? `Its common name has ${text.length} characters; ${longestCommonName} is the most.`
      : `Its common name ${written} is not a host name, and an ACME authority verifies every name of a request.`;
  }
  return `The request asks for ${written}, which is not a name that an ACME authority can verify.`;
}

/** Whoever signs decides what it puts in; only what is certain to be useless is stopped. */
function judgeForOthers({ identifiers, others }: AskedNames, { names, purposes }: RequestQuestion): Judged {
  const common = others.find(({ kind }) => kind === 'common name')?.text;
  const host = common === undefined ? undefined : hostBehindScheme(common);
  const missing = names.filter((name) => !isAmong(identifiers, name));
  const isUseless = host !== undefined && purposes.includes('server') && names.length === 0 && identifiers.length === 0;
  const sentence = `Its common name ${quoted(common ?? '')} is an address and not the name of a host`;
  return {
    faults: isUseless
      ? [
          `${sentence}, so no server could use the certificate; make the request with ${quoted(host)}, or say which names it is for.`,
        ]
      : [],
    notes: [
      ...(host !== undefined && !isUseless ? [`${sentence}.`] : []),
      ...(missing.length > 0
        ? [
            `The request does not ask for ${listOf(missing.map((name) => quoted(name)))}; the authority has to put it in.`,
          ]
        : []),
    ],
  };
}

function isAmong(identifiers: AskedNames['identifiers'], name: string): boolean {
  const wanted = identifierOf(name);
  return wanted !== undefined && identifiers.some(({ type, value }) => type === wanted.type && value === wanted.value);
}

/** The host of `http://www.example.com`, which Setup suggests as a common name; undefined for what is no such address. */
function hostBehindScheme(text: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/:?#]+)/i.exec(text.trim())?.[1];
}
