import { matchesHost, referenceName, standingProblemsOf, verifyCertificatePath } from '../../chain/index.ts';
import type { PathProblem } from '../../chain/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import { judgeKey } from '../../policy/index.ts';
import type { Certificate } from '../../x509/model.ts';
import { refused, unknown } from './reason.ts';
import type { ServerReason, ServerReasonCode } from './reason.ts';
import type { SentChain } from './sent-chain.ts';
import type { ServerFacts } from './server-facts.ts';

/** Where path validation's own codes are told under another name; what stands on neither list is `certificate-not-allowed`. */
const codes: Readonly<Record<string, ServerReasonCode>> = {
  expired: 'expired',
  'not-yet-valid': 'not-yet-valid',
  'never-valid': 'expired',
  'name-mismatch': 'name-mismatch',
  'weak-key': 'weak-key',
  'explicit-curve': 'weak-key',
  'weak-signature': 'weak-signature',
  'eku-missing': 'purpose-missing',
  'key-usage-mismatch': 'purpose-missing',
  'anchor-not-for-purpose': 'purpose-missing',
  'signature-invalid': 'signature-invalid',
};

/** Told where the chain ends, or in what order it is. */
const toldElsewhere: readonly string[] = ['no-issuer', 'untrusted-root'];
/** What is not known to be wrong. */
const doubtful: readonly string[] = [
  'signature-unverifiable',
  'critical-extension-unknown',
  'name-constraints-not-understood',
  'budget-exceeded',
];

const remedies: Partial<Record<ServerReasonCode, string>> = {
  expired: 'Renew it, and install the new certificate with its whole chain on the server.',
  'not-yet-valid': 'Install a certificate that is valid already, or wait; check the clock of whoever issued it.',
  'name-mismatch': 'Install a certificate that carries the name by which Salesforce calls the server.',
  'weak-key': 'Make a new key (RSA of 2048 bits or more, or ECDSA on P-256), and have a certificate issued for it.',
  'weak-signature': 'Have the certificate issued again with a SHA-256 signature.',
  'purpose-missing': 'Have a certificate issued for servers (extended key usage serverAuth), and install it.',
  'signature-invalid': 'Install the chain again as the authority delivered it.',
  'certificate-not-allowed': 'Have the certificate issued again by the rules that it breaks.',
};

/**
 * What is against the certificates of a path themselves: dates, purposes, keys, signatures, names and the rules of path validation.
 *
 * @param anchor the listed root, where its certificate is at hand; without it the path is followed as far as it was sent
 */
export async function certificateReasons(
  chain: SentChain,
  serverName: string,
  facts: ServerFacts,
  anchor: Certificate | undefined,
): Promise<ServerReason[]> {
  const problems = await pathProblems(chain, facts, anchor);
  const told = problems.filter(({ code }) => !toldElsewhere.includes(code)).map((problem) => reasonFor(problem));
  return once([...told, ...nameReasons(chain.leaf, serverName), ...chain.path.flatMap(keyReasons), ...forged(chain)]);
}

async function pathProblems(
  { leaf, path }: SentChain,
  { at, signatures }: ServerFacts,
  anchor: Certificate | undefined,
): Promise<readonly PathProblem[]> {
  const top = path[path.length - 1] as Certificate;
  const end = anchor ?? top;
  const purpose = 'serverAuth' as const;
  const ofTop = end === top && !isSelfSigned(top) && top !== leaf;
  const standing = ofTop ? standingProblemsOf(top, { role: 'intermediate', purpose }) : [];
  const { problems } = await verifyCertificatePath({
    leaf,
    intermediates: path.slice(1),
    trustAnchors: [end],
    at,
    purpose,
    profile: 'path',
    signatures,
  });
  return [...problems, ...standing];
}

function reasonFor({ code, certificate, message, rule }: PathProblem): ServerReason {
  const unverifiable = code === 'signature-unverifiable';
  const told = unverifiable ? 'signature-unverifiable' : (codes[code] ?? 'certificate-not-allowed');
  const remedy =
    remedies[told] ?? 'Ask whoever issued the certificate what that is for, and whether it can be left out.';
  const reason = { code: told, certificate, message, rule, remedy };
  return doubtful.includes(code) ? unknown(reason) : refused(reason);
}

function nameReasons(leaf: Certificate, serverName: string): ServerReason[] {
  if (matchesHost(leaf, referenceName(serverName))) return [];
  const names = (leaf.extensions.subjectAltName ?? [])
    .filter(({ type }) => type === 'dns' || type === 'ip')
    .map(({ value }) => value.replace(/\p{C}/gu, '\u{fffd}'));
  const carried = names.length === 0 ? 'none at all' : names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
  return [
    refused({
      code: 'name-mismatch',
      certificate: leaf.fingerprint,
      message: `The certificate is not for ${serverName}; among its alternative names there is ${carried}.`,
      rule: { document: 'RFC 9525', section: '6' },
      remedy: `Install a certificate that carries the name ${serverName}.`,
    }),
  ];
}

/** unverified: that Salesforce takes all three as a caller. */
const curves: readonly (string | undefined)[] = ['P-256', 'P-384', 'P-521'];

function keyReasons(certificate: Certificate, step: number): ServerReason[] {
  const key = certificate.publicKey;
  const { fingerprint } = certificate;
  const judged = judgeKey(key, 'any');
  if (judged.verdict === 'not-allowed') {
    return [
      refused({
        code: 'weak-key',
        certificate: fingerprint,
        message: judged.reason,
        rule: judged.rule.source,
        remedy: remedies['weak-key'] as string,
      }),
    ];
  }
  const isUsual = key.kind === 'RSA' || (key.kind === 'EC' && curves.includes(key.curve));
  if (isUsual || (key.kind === 'RSA-PSS' && step > 0)) return [];
  const kind = key.kind === 'EC' ? `ECDSA on ${key.curve ?? 'a curve that is not known'}` : key.kind;
  return [
    unknown({
      code: 'key-type-unknown',
      certificate: fingerprint,
      message: `The key is of a kind (${kind}) of which no source says whether Salesforce accepts it.`,
      rule: judged.rule.source,
      remedy: 'Install a certificate with an RSA key of 2048 bits or more, or with an ECDSA key on P-256.',
    }),
  ];
}

function forged({ forged: link }: SentChain): ServerReason[] {
  if (!link) return [];
  return [
    refused({
      code: 'signature-invalid',
      certificate: link.subject.fingerprint,
      message: 'A certificate of the chain was not signed with the key of the one that it names as its issuer.',
      rule: { document: 'RFC 5280', section: '6.1.3 (a)(1)' },
      remedy: remedies['signature-invalid'] as string,
    }),
  ];
}

/** The same of the same certificate is told once. */
function once(reasons: readonly ServerReason[]): ServerReason[] {
  const same = Map.groupBy(reasons, ({ code, certificate }) => `${code} ${certificate}`);
  return [...same.values()].flatMap(([first]) => first ?? []);
}
