import type { HeldChain, Holding, Inventory } from '../inventory/index.ts';
import { couldHaveIssued, isGap, isSelfSigned } from '../inventory/index.ts';
import { mayHoldCertificates } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, CheckResult, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';
import { hierarchyOf } from './hierarchy.ts';
import { newChainFor } from './renewal.ts';

const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

/** A certificate is held without an intermediate that its verifier needs. */
export const chainIncomplete: Check = {
  id: 'chain-incomplete',
  title: 'A certificate is sent without the one that vouches for it, so whoever checks it may refuse it.',
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

/** Salesforce presents what is stored with a key and nothing else; what is only believed needs no chain. */
function relevant(inventory: Inventory): Inventory {
  const holdings = inventory.holdings.filter((holding) => holding.chainNeeded ?? holding.kind === 'keyPair');
  return { ...inventory, holdings };
}

interface Known {
  /** Certificates by their subjects, wherever they are held. */
  readonly held: Map<string, Certificate[]>;
  /** Every place that may hold one was read. */
  readonly seesAll: boolean;
}

function judge(chain: HeldChain, holding: Holding, { held, seesAll }: Known): Partial<CheckResult> {
  const gap = gapIn(chain, held);
  if (gap === 'none')
    return chain.path.length > 1 && !chain.inOrder ? { observations: [outOfOrder(chain, holding)] } : {};
  if (gap !== 'root-left-out') return { observations: [missing(gap, chain, holding)] };
  return {
    observations: chain.inOrder ? [] : [outOfOrder(chain, holding)],
    // That another intermediate is missing shows only where that one is held.
    unsettled: seesAll ? [] : [holding.name],
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
  return {
    severity: certainty === 'doubtful' ? 'info' : 'warning',
    title: `${nameOf(holding)} is sent without the certificate that vouches for it, and may be refused`,
    detail:
      `"${issuer}" issued "${subjectOf(below)}" and is not stored with it. Only what is stored is sent, and many ` +
      `peers do not look for the rest.` +
      (certainty === 'certain' ? '' : ` If "${issuer}" is itself a root that the peer holds, nothing is missing.`),
    remedy:
      (elsewhere ? `The missing certificate is already held in this inventory. ` : '') +
      (addresses[0] ? `It can be fetched from ${addresses[0]}. ` : '') +
      newChainFor(holding),
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
    severity: 'info',
    title: `${nameOf(holding)} may be refused by strict peers: its chain is stored in the wrong order`,
    detail: 'Nothing is missing, but each certificate should be followed by the one that vouches for it.',
    remedy: newChainFor(holding),
    evidence: { missingSubject: null, ...orderEvidence(chain) },
    holding: referTo(holding),
    certificate: chain.leaf.fingerprint,
    discriminator: 'order',
  };
}

function orderEvidence({ inOrder, strays, path }: HeldChain): Observation['evidence'] {
  return {
    inOrder,
    path: path.map((certificate) => certificate.subject.text),
    strays: strays.map((certificate) => certificate.subject.text),
  };
}
