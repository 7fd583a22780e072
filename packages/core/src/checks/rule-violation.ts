import { standingProblemsOf } from '../chain/index.ts';
import type { PathProblem, StandingQuestion } from '../chain/index.ts';
import { listOf } from '../findings/wording.ts';
import type { HeldChain, Holding } from '../inventory/index.ts';
import { isSelfSigned } from '../inventory/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';
import { mayBeServer } from './hierarchy.ts';
import { newChainFor, renewalOf } from './renewal.ts';
import { stakeOf } from './stake.ts';

type Role = StandingQuestion['role'];
type ProblemCode = PathProblem['code'];

/** What is wrong, behind "may be refused:". */
const words: Partial<Readonly<Record<ProblemCode, string>>> = {
  'explicit-curve': 'its elliptic curve is written out instead of named',
  'critical-extension-unknown': 'it carries a condition that is not known here',
  precertificate: 'it is a draft for transparency logs, not the certificate itself',
  'signature-algorithm-mismatch': 'it contradicts itself about how it is signed',
  'not-a-ca': 'it vouches for another one and is no authority',
  'may-not-sign-certificates': 'it vouches for another one and may not',
  'weak-signature': 'its signature can be forged',
};

/** A certificate is not as the rules demand, in a way that path validation objects to whatever it is asked. */
export const ruleViolation: Check = {
  id: 'rule-violation',
  title: 'A certificate breaks a rule for certificates, so peers that go by the rules refuse it.',
  severity: 'warning',
  source: { document: 'RFC 5280', section: '4 and 6.1', url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4' },
  needs: 'the certificate itself',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'Have the certificate issued again as the rules demand.',
  servers: true,
  run(context) {
    return judgeHeldChains(context.inventory, (chain, holding) => ({
      observations: judgedIn(chain, holding).flatMap(([certificate, role]) => {
        const problems = problemsOf(certificate, role);
        return problems.length > 0 ? [observe(problems, certificate, chain, holding, context)] : [];
      }),
    }));
  },
};

/** The certificate and what vouches for it; a root above others is the verifier's own. One that is held alone is asked. */
function judgedIn({ leaf, path }: HeldChain, { kind }: Holding): [Certificate, Role][] {
  const isRoot = isSelfSigned(leaf) && leaf.extensions.basicConstraints?.ca === true && kind !== 'keyPair';
  const above = path.slice(1).filter((one) => !isSelfSigned(one));
  return [[leaf, isRoot ? 'anchor' : 'leaf'], ...above.map((one): [Certificate, Role] => [one, 'intermediate'])];
}

/**
 * Those that no other check tells: keys, signatures and reversed dates have checks of their own, but for signatures of
 * certificates on themselves. What the letter demands is asked for the purpose that the certificate is made for.
 */
function problemsOf(certificate: Certificate, role: Role): PathProblem[] {
  const purpose = purposeOf(certificate);
  const isOwn = ({ code }: PathProblem): boolean =>
    code !== 'weak-key' && code !== 'never-valid' && (code !== 'weak-signature' || isSelfSigned(certificate));
  const standing = standingProblemsOf(certificate, { role, profile: 'rfc5280' }).filter(isOwn);
  const formal = standingProblemsOf(certificate, { role, profile: 'rfc5280', purpose });
  return [
    ...standing.filter(({ code }) => code !== 'profile-violation'),
    ...formal.filter(({ code }) => code === 'profile-violation'),
  ];
}

function purposeOf(certificate: Certificate): 'clientAuth' | 'serverAuth' {
  return mayBeServer(certificate) ? 'serverAuth' : 'clientAuth';
}

/** How the other command is asked, so that it says the same: what the letter demands, it leaves out unless told. */
function verifyCommand(problems: readonly PathProblem[], certificate: Certificate): string {
  if (problems.some(({ code }) => code !== 'profile-violation')) return '"sf cert verify"';
  const purpose = purposeOf(certificate) === 'serverAuth' ? 'server' : 'client';
  return `"sf cert verify --profile rfc5280 --purpose ${purpose}"`;
}

function observe(
  problems: readonly PathProblem[],
  certificate: Certificate,
  { leaf }: HeldChain,
  holding: Holding,
  context: CheckContext,
): Observation {
  const grave = problems.some(({ code }) => code !== 'profile-violation' && code !== 'weak-signature');
  const isLeaf = certificate === leaf;
  const what = [...new Set(problems.flatMap(({ code }) => words[code] ?? []))];
  const whose = isLeaf ? '' : `in "${subjectOf(certificate)}", which vouches for it, `;
  return {
    // Where the certificate itself is trusted, nobody builds a path.
    severity: grave && !stakeOf(context, holding).pinned ? 'warning' : 'info',
    title: grave
      ? `${nameOf(holding)} may be refused: ${whose}${listOf(what)}`
      : `${nameOf(holding)} may be refused by peers that go by the letter: ${whose}a rule for certificates is broken`,
    detail: `${problems.map(({ message }) => message).join(' ')} ${verifyCommand(problems, certificate)} objects to it too.`,
    ...(isLeaf ? renewalOf(holding, context) : newChainFor(holding)),
    evidence: {
      subject: certificate.subject.text,
      codes: problems.map(({ code }) => code),
      rules: problems.map(({ rule }) => rule),
    },
    holding: referTo(holding),
    certificate: certificate.fingerprint,
    ...(isLeaf ? {} : { discriminator: certificate.fingerprint.slice(0, 16) }),
  };
}
