import { defaultSignatures } from '../../chain/index.ts';
import type { SignatureVerifier } from '../../chain/index.ts';
import { citationOf } from '../../findings/index.ts';
import { policyRule } from '../../policy/index.ts';
import type { TrustStore } from '../../trust/index.ts';
import { useById } from '../../uses/index.ts';
import { certificate } from './certificate.ts';
import { chain } from './chain.ts';
import { dates } from './dates.ts';
import { issuer, subject } from './distinguished-names.ts';
import { key } from './key.ts';
import { lifetime } from './lifetime.ts';
import { outcomesByWeight } from './model.ts';
import type { JudgedPlace, ReplacedPlace, ReplacementChange, ReplacementOutcome, ReplacementReason } from './model.ts';
import { names } from './names.ts';
import { deadlineOf, isSameLeaf, partOf } from './place.ts';
import type { Replacement } from './place.ts';
import { possiblePlaces } from './possible-places.ts';
import { purposes } from './purposes.ts';
import { revocation } from './revocation.ts';
import { root } from './root.ts';
import { serial } from './serial.ts';
import { compareChain } from './side.ts';
import type { ComparedChain, GivenChain } from './side.ts';
import { signature } from './signature.ts';
import type { ReplacementRule } from './subject.ts';

/** In the order in which people read them. */
const rules: readonly ReplacementRule[] = [
  root,
  chain,
  purposes,
  key,
  names,
  subject,
  issuer,
  dates,
  lifetime,
  signature,
  revocation,
  certificate,
  serial,
];

export interface ReplacementQuestion {
  readonly old: GivenChain;
  readonly new: GivenChain;
  /** The moment judged. */
  readonly at: Date;
  /** The list of roots that the org trusts (/cacerts.jsp); without it nobody knows whether a root is on it. */
  readonly trustStore?: TrustStore | undefined;
  /** Where the old one is used; empty or left out: not known, and every use that it could have is judged. */
  readonly places?: readonly ReplacedPlace[];
  readonly signatures?: SignatureVerifier;
}

export interface ReplacementVerdict {
  /** Both are the same certificate with the same chain. */
  readonly identical: boolean;
  readonly verdict: ReplacementOutcome;
  readonly changes: readonly ReplacementChange[];
  /** Where the old one is used or, where that is not known, could be; worst first. */
  readonly uses: readonly JudgedPlace[];
  readonly old: ComparedChain;
  readonly new: ComparedChain;
}

/**
 * What changes, and for whom, when one certificate takes the place of another. Every respect in which they differ is held against
 * every place; what could not be seen stays unknown.
 *
 * @source Salesforce's taxonomy of certificate uses; Salesforce Help 000385468 and 000383575
 */
export async function judgeReplacement(question: ReplacementQuestion): Promise<ReplacementVerdict> {
  const { at, trustStore, signatures = defaultSignatures() } = question;
  const facts = { at, trustStore, signatures };
  const old = await compareChain(question.old, question.new.certificates, facts);
  const next = await compareChain(question.new, question.old.certificates, facts);
  const replacement: Replacement = { old, new: next, at };
  const changes = rules.flatMap((rule) => rule.change(replacement) ?? []);
  const identical = changes.length === 0 && isSameLeaf(replacement);
  const known = question.places ?? [];
  const places = known.length > 0 ? known : possiblePlaces(old);
  const uses = places.map((place) => judgePlace(replacement, place, identical)).sort(byWeight);
  return { identical, verdict: uses[0]?.outcome ?? 'unknown', changes, uses, old, new: next };
}

const weightOf = ({ outcome }: Pick<ReplacementReason, 'outcome'>): number => outcomesByWeight.indexOf(outcome);
const byWeight = (a: { outcome: ReplacementOutcome }, b: { outcome: ReplacementOutcome }): number =>
  weightOf(a) - weightOf(b);

function judgePlace(replacement: Replacement, place: ReplacedPlace, identical: boolean): JudgedPlace {
  const asked = { ...place, part: partOf(place) };
  const found = identical ? [] : rules.flatMap((rule) => rule.judge(replacement, asked));
  const reasons = found.length > 0 ? found.sort(byWeight) : [nothing(place, identical)];
  const { outcome, who, what, why, rule } = reasons[0] as ReplacementReason;
  const acts = reasons.some((one) => one.outcome !== 'unchanged');
  return { ...place, outcome, who, what, why, rule, before: acts ? deadlineOf(replacement) : null, reasons };
}

function nothing({ use }: ReplacedPlace, identical: boolean): ReplacementReason {
  const why = identical ? 'It is the same certificate with the same chain.' : 'Nothing that is looked at here changes.';
  const source = use === null ? policyRule('salesforce.cacerts').source : useById(use).trust.source;
  return {
    subject: 'certificate',
    outcome: 'unchanged',
    why,
    who: null,
    what: null,
    give: [],
    rule: citationOf(source),
  };
}
