import { listOf } from '../findings/wording.ts';
import type { HeldChain, Holding, Inventory } from '../inventory/index.ts';
import { couldHaveIssued, isGap, isSelfSigned } from '../inventory/index.ts';
import { mayHoldCertificates } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, CheckResult, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';
import { leafWords, orderClause, strangersClause } from './chain-shape.ts';
import { hierarchyOf } from './hierarchy.ts';
import { newChainFor } from './renewal.ts';

const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

/** A certificate is held without an intermediate that its verifier needs. */
export const chainIncomplete: Check = {
  id: 'chain-incomplete',
  title: 'A chain is not what is to be sent: one is missing, in the wrong place, or does not belong there.',
  severity: 'warning',
  source: { document: 'RFC 8446', section: '4.4.2', url: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2' },
  needs: 'the certificate and what is stored with it',
  inputs: ['certificates'],
  remedy: 'Upload the chain: the certificate first, then each one that vouches for the one before it.',
  run({ inventory }) {
    const all = inventory.holdings.flatMap((holding) => holding.certificates);
    const once = new Map(all.map((certificate) => [certificate.fingerprint, certificate]));
    const held = Map.groupBy(once.values(), (certificate) => certificate.subject.canonical);
    const seesAll = !inventory.sources.some((source) => isGap(source) && mayHoldCertificates(source.id));
    return judgeHeldChains(relevant(inventory), (chain, holding) => judge(chain, holding, { held, seesAll }));
  },
};

/** Salesforce presents what is stored with a key and nothing else. What is only believed needs no chain, but one may be held. */
function relevant(inventory: Inventory): Inventory {
  const holdings = inventory.holdings.filter((holding) => isSent(holding) || holding.certificates.length > 1);
  return { ...inventory, holdings };
}

interface Known {
  /** Certificates by their subjects, wherever they are held. */
  readonly held: Map<string, Certificate[]>;
  /** Every place that may hold one was read. */
  readonly seesAll: boolean;
}

function isSent({ chainNeeded, kind }: Holding): boolean {
  return chainNeeded ?? kind === 'keyPair';
}

function judge(chain: HeldChain, holding: Holding, { held, seesAll }: Known): Partial<CheckResult> {
  const gap = isSent(holding) ? gapIn(chain, held) : 'none';
  const lacks = typeof gap === 'object';
  const disorder = holding.certificates.length > 1 && !chain.inOrder && !holding.unordered;
  const superfluous = !lacks && !disorder && chain.strangers.length + chain.repeated.length > 0;
  return {
    observations: [
      ...(lacks ? [missing(gap, chain, holding)] : []),
      ...(disorder ? [outOfOrder(chain, holding)] : []),
      ...(superfluous ? [tooMuch(chain, holding)] : []),
      ...(holding.unordered && isAuthoritiesOnly(chain) ? [withoutLeaf(chain, holding)] : []),
    ],
    // That another intermediate is missing shows only where that one is held.
    unsettled: gap === 'root-left-out' && !seesAll ? [holding.name] : [],
  };
}

interface Gap {
  /** The last certificate that is held; its issuer is not. */
  readonly below: Certificate;
  /** `certain`: the issuer is no root. `likely`: nothing says so. `doubtful`: by its name it is one. */
  readonly certainty: 'certain' | 'likely' | 'doubtful';
  /** The missing one, when another place holds it. */
  readonly elsewhere?: Certificate;
}

/**
 * Where the chain breaks off below a root; roots themselves need not be held, verifiers have their own. `root-left-out`:
 * what is not held above the last one is most likely the root.
 */
function gapIn(chain: HeldChain, held: Map<string, Certificate[]>): Gap | 'none' | 'root-left-out' {
  if (chain.complete) return 'none';
  const { kind } = hierarchyOf(chain);
  if (kind === 'public') return 'none';
  const below = chain.path[chain.path.length - 1] as Certificate;
  const issuers = (held.get(below.issuer.canonical) ?? []).filter((one) => couldHaveIssued(one, below));
  if (issuers.some(isSelfSigned)) return 'none';
  const [elsewhere] = issuers;
  if (elsewhere) return { below, certainty: 'certain', elsewhere };
  // With an intermediate held, leaving out the root is as it should be.
  if (chain.path.length > 1) return 'root-left-out';
  // A public root may not issue a subscriber's certificate itself (BR section 6.1.7), so one is missing.
  if (kind === 'claims-public') return { below, certainty: 'certain' };
  return { below, certainty: /\broot\b/i.test(below.issuer.text) ? 'doubtful' : 'likely' };
}

function missing({ below, certainty, elsewhere }: Gap, chain: HeldChain, holding: Holding): Observation {
  const issuer = below.issuer.get('CN') ?? below.issuer.text;
  const addresses = (below.extensions.authorityInfoAccess ?? [])
    .filter(({ method, location }) => method === CA_ISSUERS && location.type === 'uri')
    .map(({ location }) => location.value);
  const newChain = newChainFor(holding);
  // A root may stand above the missing one: it is no stranger yet.
  const strangers = strangersClause(chain.strangers.filter((one) => !isSelfSigned(one)));
  return {
    severity: certainty === 'doubtful' && !strangers ? 'info' : 'warning',
    title: strangers
      ? `${nameOf(holding)} may be refused: ${strangers}; ${issuer} is missing`
      : `${nameOf(holding)} is sent without the certificate that vouches for it, and may be refused`,
    detail:
      `"${issuer}" issued "${subjectOf(below)}" and is not stored with it. Only what is stored is sent, and many ` +
      `peers do not look for the rest.` +
      (certainty === 'certain' ? '' : ` If "${issuer}" is itself a root that the peer holds, nothing is missing.`),
    action: newChain.action,
    remedy:
      (elsewhere ? `The missing certificate is already held in this inventory. ` : '') +
      (addresses[0] ? `It can be fetched from ${addresses[0]}. ` : '') +
      newChain.remedy,
    evidence: {
      missingSubject: below.issuer.text,
      missingFrom: addresses,
      issuedCertificate: below.subject.text,
      heldElsewhere: elsewhere?.fingerprint ?? null,
      certainty,
      ...orderEvidence(chain),
    },
    holding: referTo(holding),
    certificate: chain.leaf.fingerprint,
  };
}

function outOfOrder(chain: HeldChain, holding: Holding): Observation {
  return {
    severity: isSent(holding) ? 'warning' : 'info',
    title: `${nameOf(holding)} may be refused for its wrong order: ${orderClause(chain, holding)}`,
    detail: `Each certificate should be followed by the one that vouches for it, ${leafWords(chain)} first.${superfluousSentence(chain)}`,
    action: newChainFor(holding).action,
    remedy: `${newChainFor(holding).remedy} The right order: ${listOf(chain.path.map((one) => `"${subjectOf(one)}"`))}.`,
    evidence: { missingSubject: null, ...orderEvidence(chain) },
    holding: referTo(holding),
    certificate: chain.leaf.fingerprint,
    discriminator: 'order',
  };
}

/** Peers pass over what follows the path, and over what stands there twice; it is a sign of a mix-up all the same. */
function tooMuch(chain: HeldChain, holding: Holding): Observation {
  return {
    severity: 'info',
    title: `${nameOf(holding)} holds more than its chain: peers pass over that, or stumble over it`,
    detail: `Nothing is missing.${superfluousSentence(chain)}`,
    ...newChainFor(holding),
    evidence: { missingSubject: null, ...orderEvidence(chain) },
    holding: referTo(holding),
    certificate: chain.leaf.fingerprint,
    discriminator: 'superfluous',
  };
}

/** Authorities, one below the other, and nobody for whom they vouch. */
function isAuthoritiesOnly({ leaf, path }: HeldChain): boolean {
  return path.length > 1 && path.every(({ extensions }) => extensions.basicConstraints?.ca) && !isSelfSigned(leaf);
}

function withoutLeaf(chain: HeldChain, holding: Holding): Observation {
  return {
    severity: 'info',
    title: `${nameOf(holding)} holds authorities only: if it is to be sent, the certificate itself is missing`,
    detail: `The last one in it, "${subjectOf(chain.leaf)}", vouches for others and for none that is held with it.`,
    remedy: 'Nothing to do for a list of authorities. A chain starts with the certificate of the server or client.',
    evidence: { missingSubject: null, ...orderEvidence(chain) },
    holding: referTo(holding),
    certificate: chain.leaf.fingerprint,
    discriminator: 'leaf',
  };
}

function superfluousSentence(chain: HeldChain): string {
  const strangers = strangersClause(chain.strangers);
  const twice = listOf(chain.repeated.map((one) => `"${subjectOf(one)}"`));
  return `${strangers ? ` ${strangers}.` : ''}${twice ? ` More than once: ${twice}.` : ''}`;
}

function orderEvidence({ inOrder, strays, strangers, repeated, path }: HeldChain): Observation['evidence'] {
  return {
    inOrder,
    path: path.map((certificate) => certificate.subject.text),
    strays: strays.map((certificate) => certificate.subject.text),
    strangers: strangers.map((certificate) => certificate.subject.text),
    repeated: repeated.map((certificate) => certificate.subject.text),
  };
}
