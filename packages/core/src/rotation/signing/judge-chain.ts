import { label, nameLabel, quoted } from '../../chain/certificate-label.ts';
import { matchesHost, referenceName, verifyCertificatePath } from '../../chain/index.ts';
import type { PathPurpose, SignatureVerifier } from '../../chain/index.ts';
import { dayOf } from '../../findings/index.ts';
import { heldChain, isSelfSigned } from '../../inventory/index.ts';
import type { Certificate, CertificationRequest } from '../../x509/index.ts';
import { askedNames, identifierOf } from './identifiers.ts';
import type { SigningPurpose } from './judge-request.ts';
import { isSameKey } from './same-key.ts';

export interface GivenChainQuestion {
  /** What came, in any order. */
  readonly given: readonly Certificate[];
  /** Certificates at hand that may complete it. */
  readonly intermediates: readonly Certificate[];
  /** Names that a server's certificate has to carry; none: those of the request. */
  readonly names: readonly string[];
  readonly purposes: readonly SigningPurpose[];
  /** The certificate that it is to take the place of. */
  readonly replaced?: Certificate;
  readonly at: Date;
  readonly signatures?: SignatureVerifier;
}

export interface ChainQuestion extends GivenChainQuestion {
  readonly request: CertificationRequest;
}

export type ChainFault =
  'empty' | 'other-key' | 'same-certificate' | 'older' | 'incomplete' | 'not-valid' | 'purpose' | 'names';

/** A chain that belongs to the request, leaf first, or why it is none. */
export type ChainJudgment =
  | { readonly chain: readonly Certificate[]; readonly notes: readonly string[] }
  | { readonly fault: ChainFault; readonly message: string };

/** How far clocks may be apart: authorities date back by an hour for that. */
const clockDifference = 3_600_000;

/**
 * Whether what an authority gave is the answer to a request: its key, signed by those it came with, valid now, for the
 * purposes and names that were wanted. Whether a root at the end is one that Salesforce or a partner trusts is another
 * question, for each use of the certificate.
 */
export async function judgeSignedChain(question: ChainQuestion): Promise<ChainJudgment> {
  const { request, given } = question;
  const [first] = given;
  if (!first) return { fault: 'empty', message: 'There is no certificate in what the authority gave.' };
  const own = given.filter(({ publicKey }) => isSameKey(publicKey, request.publicKey));
  const leaf = own.reduce<Certificate | undefined>(
    (best, one) => (best && best.notBefore >= one.notBefore ? best : one),
    undefined,
  );
  if (!leaf) {
    return {
      fault: 'other-key',
      message: `${label(first)} has another key than the request for ${nameLabel(request.subject)}: it belongs to another request.`,
    };
  }
  const { identifiers } = askedNames(request);
  return judgeLeaf(
    leaf,
    question,
    identifiers.map(({ value }) => value),
  );
}

/**
 * Whether a chain whose key somebody else has can take the place of the one in use: another certificate that lasts
 * longer, signed by those it came with, valid now, and for the purposes that are wanted.
 */
export async function judgeGivenChain(question: GivenChainQuestion): Promise<ChainJudgment> {
  const { given, replaced } = question;
  const leaf = heldChain(given)?.leaf;
  if (!leaf) return { fault: 'empty', message: 'There is no certificate in it.' };
  const isOther = replaced !== undefined && leaf.fingerprint !== replaced.fingerprint;
  if (isOther && leaf.notAfter <= replaced.notAfter) {
    return {
      fault: 'older',
      message: `${label(leaf)} (${until(leaf)}) ends no later than the certificate that it is to replace (${until(replaced)}).`,
    };
  }
  return judgeLeaf(leaf, question, []);
}

/** @param requested Names that a server's certificate has to carry where none are told. */
async function judgeLeaf(
  leaf: Certificate,
  question: GivenChainQuestion,
  requested: readonly string[],
): Promise<ChainJudgment> {
  const { replaced, at } = question;
  if (leaf.fingerprint === replaced?.fingerprint) {
    return {
      fault: 'same-certificate',
      message: `This is the certificate that is to be replaced (${until(leaf)}), not a new one.`,
    };
  }
  if (replaced && leaf.notBefore < replaced.notBefore) {
    return {
      fault: 'older',
      message: `This certificate (${until(leaf)}) is older than the one that it is to replace (${until(replaced)}).`,
    };
  }
  const ahead = leaf.notBefore.getTime() - at.getTime();
  const moment = ahead > 0 && ahead <= clockDifference ? leaf.notBefore : at;
  const path = await pathOf(leaf, question, moment);
  if ('fault' in path) return path;
  const unnamed = missingName(leaf, question, requested);
  if (unnamed !== undefined) {
    return { fault: 'names', message: `${label(leaf)} is not for ${quoted(unnamed)}, which it is wanted for.` };
  }
  return {
    chain: path.chain,
    notes: [
      ...path.notes,
      ...(moment === at ? [] : ['It begins some minutes from now: clocks differ.']),
      ...(replaced && leaf.notAfter <= replaced.notAfter
        ? [`It ends no later than the one it replaces (${until(replaced)}).`]
        : []),
    ],
  };
}

/** Problems that only say where a path ends. */
const openEnds = new Set(['no-issuer', 'untrusted-root']);
const aboutPurpose = new Set(['eku-missing', 'key-usage-mismatch']);

type Path =
  | { readonly chain: readonly Certificate[]; readonly notes: readonly string[] }
  | Extract<ChainJudgment, { fault: ChainFault }>;

async function pathOf(leaf: Certificate, question: GivenChainQuestion, at: Date): Promise<Path> {
  const { given, intermediates, purposes } = question;
  const asked: PathPurpose[] = purposes.length === 0 ? ['any'] : purposes.map((purpose) => `${purpose}Auth` as const);
  let path: readonly Certificate[] = [leaf];
  for (const purpose of asked) {
    const found = await search(leaf, given, purpose, question, at);
    // What is at hand is only taken where what came leads nowhere.
    const isOpen = found.problems.some(({ code }) => code === 'no-issuer');
    const result =
      isOpen && intermediates.length > 0
        ? await search(leaf, [...given, ...intermediates], purpose, question, at)
        : found;
    path = result.candidate ?? [leaf];
    const [problem] = result.problems.filter(({ code }) => !openEnds.has(code));
    if (problem) return { fault: aboutPurpose.has(problem.code) ? 'purpose' : 'not-valid', message: problem.message };
  }
  if (path.length === 1 && !isSelfSigned(leaf)) return { fault: 'incomplete', message: lacksIssuer(leaf, question) };
  const came = new Set(given.map(({ fingerprint }) => fingerprint));
  // A root that did not come along need not be there: whoever trusts it has it.
  const chain = path.filter((one) => came.has(one.fingerprint) || !isSelfSigned(one));
  const added = chain.filter((one) => !came.has(one.fingerprint));
  return {
    chain,
    notes: added.map((one) => `${label(one)} did not come along and was taken from what is at hand.`),
  };
}

function search(
  leaf: Certificate,
  all: readonly Certificate[],
  purpose: PathPurpose,
  { signatures }: GivenChainQuestion,
  at: Date,
) {
  return verifyCertificatePath({
    leaf,
    intermediates: all.filter((one) => one !== leaf),
    trustAnchors: [],
    at,
    purpose,
    profile: 'path',
    revocation: 'off',
    ...(signatures ? { signatures } : {}),
  });
}

function lacksIssuer(leaf: Certificate, { given, intermediates }: GivenChainQuestion): string {
  const issuer = nameLabel(leaf.issuer);
  const namesake = [...given, ...intermediates].some((one) => one.subject.canonical === leaf.issuer.canonical);
  return namesake
    ? `The certificate of ${issuer} that is here did not sign ${label(leaf)}; ask the authority for the chain that belongs to it.`
    : `${label(leaf)} came alone, and the certificate of ${issuer}, which signed it, is not at hand; ask the authority for the whole chain.`;
}

function missingName(
  leaf: Certificate,
  { names, purposes }: GivenChainQuestion,
  requested: readonly string[],
): string | undefined {
  if (!purposes.includes('server')) return undefined;
  const wanted = names.length > 0 ? names : requested;
  const carried = new Set((leaf.extensions.subjectAltName ?? []).map(({ value }) => value.toLowerCase()));
  return wanted.find(
    (name) => !carried.has(identifierOf(name)?.value ?? name) && !matchesHost(leaf, referenceName(name)),
  );
}

const until = ({ notAfter }: Certificate): string => `until ${dayOf(notAfter)}`;
