import { doubtsOf, meantSentence, namingPlaces } from '../../checks/unused.ts';
import { listOf } from '../../findings/wording.ts';
import type { Holding, Inventory } from '../../inventory/index.ts';
import { heldChain, isGap, isPending } from '../../inventory/index.ts';
import { sha256Hex } from '../../x509/index.ts';
import type { Certificate } from '../../x509/index.ts';
import type { UseMap } from '../../uses/index.ts';
import { foldApiName } from '../../uses/api-name.ts';
import { kindOfSubject } from '../kinds/choose.ts';
import { NotRotatedError } from '../kinds/kind.ts';
import type { Kind, KindPlan } from '../kinds/kind.ts';
import type { RotationPlan, WaitsFor } from '../model.ts';
import { isSuccessorOf, successorName } from '../names.ts';
import type { RotationEntry, RotationSettings } from '../settings.ts';
import type { Subject, SubjectReference } from '../subject.ts';
import { isRepointed, scopeOf, subjectOf } from '../subject.ts';
import type { Due, DueRequest } from '../when/index.ts';
import { decideDue } from '../when/index.ts';
import { entryFor, isExact } from './entries.ts';
import type { KnownOfCertificate } from './known.ts';
import { limitsOf, policyWarnings } from './limits.ts';

export interface PlanRequest {
  readonly inventory: Inventory;
  readonly uses: UseMap;
  readonly settings: RotationSettings;
  readonly at: Date;
  /** Name of one certificate: it is planned whether it is due or not. */
  readonly certificate?: string;
  /** What is known beside the inventory of one certificate: its authority's window, attempts that failed. */
  readonly known?: (holding: Holding) => KnownOfCertificate;
  /** File below the folder of rotations with the request of a certificate's key, where one is kept. */
  readonly keptRequest?: (leaf: Certificate) => string | undefined;
  /** Few requests of the day are left, so that places were not read: from when on they may be. Left out: enough are left. */
  readonly readAgain?: Date;
}

/** A rotation with what it was planned from. */
export interface Planned {
  readonly plan: RotationPlan;
  readonly due: Due;
  readonly subject: Subject;
  readonly entry: RotationEntry;
  /** References that the switch re-points. */
  readonly repointed: readonly SubjectReference[];
}

export interface NotDue {
  readonly certificate: string;
  readonly source: string;
  readonly reason: string;
  readonly dueOn: Date | null;
  readonly next: Date;
}

/** What cannot be planned, and why, one sentence. */
export interface NotPlanned {
  readonly certificate: string;
  readonly source: string;
  readonly problem: string;
}

export interface Plans {
  readonly planned: readonly Planned[];
  readonly notDue: readonly NotDue[];
  readonly notPlanned: readonly NotPlanned[];
}

/**
 * Which certificates are due, and how each gets its successor. Nothing is changed by it, and nothing but the
 * arguments decides.
 */
export function planRotations(request: PlanRequest): Plans {
  const { inventory, certificate } = request;
  const planned: Planned[] = [];
  const notDue: NotDue[] = [];
  const notPlanned: NotPlanned[] = [];
  const names = new Set(inventory.holdings.map(({ name }) => name));
  for (const { holding, entry: own } of toRotate(request)) {
    const entry = own ?? { certificate: holding.name };
    const about = { certificate: holding.name, source: holding.source };
    const subject = subjectOf(holding, request.uses);
    try {
      const kind = kindOfSubject(subject, entry, own === undefined);
      const known = request.known?.(holding) ?? {};
      const decided = dueOf(subject, request, known);
      const due = toldWith(known, decided);
      if (!due.due && certificate === undefined) {
        const doubt = doubtOn(decided, known);
        if (doubt !== undefined) {
          notPlanned.push({ ...about, problem: doubt });
          continue;
        }
        notDue.push({ ...about, reason: due.sentence, dueOn: due.from ?? null, next: due.next });
        if (due.because === 'unreadable') notPlanned.push({ ...about, problem: due.sentence });
        continue;
      }
      const made = planOne({ kind, subject, entry, isDefault: own === undefined, due, names }, request);
      // Two plans of one run must not choose the same name.
      if (made.plan.successor !== undefined) names.add(made.plan.successor);
      planned.push(made);
    } catch (error) {
      if (!(error instanceof NotRotatedError)) throw error;
      if (certificate !== undefined || (own && isExact(own))) notPlanned.push({ ...about, problem: error.message });
    }
  }
  const soonest = ({ due }: Planned): number => due.from?.getTime() ?? Infinity;
  return {
    planned: planned.sort((a, b) => soonest(a) - soonest(b) || (a.plan.id < b.plan.id ? -1 : 1)),
    notDue,
    notPlanned,
  };
}

/** A certificate that the settings, or somebody by name, want rotated. */
export interface ToRotate {
  readonly holding: Holding;
  /** Undefined: the settings say nothing of it. */
  readonly entry: RotationEntry | undefined;
}

/** The certificates that a plan is about, due or not. */
export function toRotate({
  inventory,
  settings,
  certificate,
}: Pick<PlanRequest, 'inventory' | 'settings' | 'certificate'>): ToRotate[] {
  return rotatable(inventory).flatMap((holding) => {
    if (certificate !== undefined && foldApiName(holding.name) !== foldApiName(certificate)) return [];
    const entry = entryFor(holding, settings.certificates);
    return entry || certificate !== undefined ? [{ holding, entry }] : [];
  });
}

/** Verdicts that an earlier wish of the authority would overrule. */
const byDates: ReadonlySet<Due['because']> = new Set(['window', 'share-of-life', 'limit', 'urgent']);

/** The verdict with what was not asked, where that could have changed it. */
function toldWith({ notAsked, unanswered }: KnownOfCertificate, due: Due): Due {
  const open = notAsked === undefined ? unanswered : `Its authority was not asked: ${notAsked}.`;
  return open === undefined || !byDates.has(due.because) ? due : { ...due, sentence: `${due.sentence} ${open}` };
}

/** Not due by dates, and its authority gave no answer: one sentence or two. */
function doubtOn({ because, sentence }: Due, { unanswered }: KnownOfCertificate): string | undefined {
  if (unanswered === undefined || !byDates.has(because)) return undefined;
  return `Whether it is due is not known: ${unanswered} ${sentence.replace(/^Not due/, 'By what is known it is not due')}`;
}

/** What is held in an org counts before what a project says of the same. */
function rotatable({ holdings }: Inventory): Holding[] {
  const keyOf = ({ source, name }: Holding): string => `${source.slice(source.indexOf('.') + 1)}\0${foldApiName(name)}`;
  const inOrg = new Set(holdings.filter(({ source }) => scopeOf(source) === 'org').map(keyOf));
  return holdings.filter((holding) => {
    const scope = scopeOf(holding.source);
    return scope === 'org' || !inOrg.has(keyOf(holding));
  });
}

function dueOf(subject: Subject, { inventory, at }: PlanRequest, known: KnownOfCertificate): Due {
  const { holding, leaf } = subject;
  const successor = successorOf(subject, inventory);
  const validity = leaf ? { notBefore: leaf.notBefore, notAfter: leaf.notAfter } : validityOfRecord(holding);
  const { window, failures, issuedLast } = known;
  return decideDue({
    certificate: leaf?.fingerprint ?? `${holding.source}/${holding.name}`,
    validity,
    at,
    limits: limitsOf(subject),
    ...(successor ? { successor } : {}),
    ...(window ? { window } : {}),
    ...(failures ? { failures } : {}),
    ...(issuedLast ? { issuedLast } : {}),
  });
}

/** Of a record whose certificate was not read: its own days. Salesforce's own certificates start when they are made. */
function validityOfRecord(holding: Holding): DueRequest['validity'] {
  const { expirationDate, createdDate } = holding.record ?? {};
  if (!expirationDate || !createdDate || isPending(holding)) return undefined;
  return { notBefore: createdDate, notAfter: expirationDate };
}

/**
 * A usable certificate that a rotation made of this one, once nothing that can be re-pointed names the old one any
 * more.
 */
function successorOf({ holding, references }: Subject, { holdings }: Inventory): DueRequest['successor'] {
  if (references.some((one) => isRepointed(one) && one.kind === 'names' && !one.idle)) return undefined;
  return holdings
    .filter((other) => other.source === holding.source && isSuccessorOf(other.name, holding.name) && !isPending(other))
    .flatMap((other) => {
      const leaf = heldChain(other.certificates)?.leaf;
      return leaf ? [{ name: other.name, notBefore: leaf.notBefore, notAfter: leaf.notAfter }] : [];
    })
    .sort((a, b) => b.notAfter.getTime() - a.notAfter.getTime())[0];
}

interface One {
  readonly kind: Kind;
  readonly subject: Subject;
  readonly entry: RotationEntry;
  readonly isDefault: boolean;
  readonly due: Due;
  readonly names: ReadonlySet<string>;
}

function planOne({ kind, subject, entry, isDefault, due, names }: One, request: PlanRequest): Planned {
  const { holding } = subject;
  const { inventory, at, settings } = request;
  const slot = holding.kind === 'keyPair' ? undefined : subject.references[0]?.reference.name;
  const successor = successorName(slot ?? holding.name, at, names);
  const keptRequest = subject.leaf && request.keptRequest?.(subject.leaf);
  const made = kind.plan({
    subject,
    entry,
    isDefault,
    successor,
    ...(keptRequest === undefined ? {} : { keptRequest }),
  });
  const waitsFor = waitOf(made, request, subject);
  const plan: RotationPlan = {
    id: rotationId(holding, inventory.org?.id ?? null, subject.leaf?.fingerprint),
    certificate: holding.name,
    source: holding.source,
    kind: kind.id,
    entry,
    authority: entry.authority ?? null,
    reason: due.sentence,
    dueOn: due.from?.toISOString() ?? null,
    ...(made.successor === undefined ? {} : { successor: made.successor }),
    ...(made.request === undefined ? {} : { request: made.request }),
    ...(waitsFor ? { waitsFor } : {}),
    holdBefore: (entry.holdBefore ?? []).filter((id) => made.steps.some((step) => step.id === id)),
    steps: made.steps,
    references: made.repointed.map(({ reference }) => reference),
    byHand: made.byHand,
    breaks: made.breaks,
    warnings: [
      ...made.warnings,
      ...policyWarnings(subject, at),
      ...warningsOf(subject, made, inventory, settings),
      ...doubtsAbout(subject, request.uses),
    ],
  };
  return { plan, due, subject, entry, repointed: made.repointed };
}

/** The same for the same certificate in the same place, whoever plans and when: planning again is no second rotation. */
export function rotationId(
  { source, name }: Pick<Holding, 'source' | 'name'>,
  org: string | null,
  fingerprint = '',
): string {
  const digest = sha256Hex(new TextEncoder().encode([org ?? '', source, name, fingerprint].join('\0')));
  return `${name.replaceAll(/[^A-Za-z0-9]+/g, '_').slice(0, 60)}-${digest.slice(0, 8)}`;
}

function waitOf(
  { missing }: KindPlan,
  { inventory, at, readAgain }: PlanRequest,
  subject: Subject,
): WaitsFor | undefined {
  const since = at.toISOString();
  if (missing !== undefined) return { who: 'approver', what: missing, since };
  const [first, ...more] = inventory.sources.filter((source) => isGap(source) && mayNameIt(source.id, subject));
  if (!first) return undefined;
  const labels = listOf([first, ...more].map(({ label }) => label));
  const lost = `Not read: ${labels}. What names the certificate there would be missed`;
  // What a permission is missing for waits for a person on any day.
  const denied = [first, ...more].some(({ status }) => status === 'denied');
  if (readAgain && !denied) {
    const what = `${lost}; nobody has to do anything, it is read again by a plan or run from then on. ${first.detail}`;
    return { who: 'date', what, since: readAgain.toISOString() };
  }
  return { who: 'approver', what: `${lost}; make it readable and plan again. ${first.detail}`, since };
}

/**
 * Where a source is not read that may name a key pair, a reference would be missed; of anything else only its own
 * place counts.
 */
function mayNameIt(source: string, { holding, scope }: Subject): boolean {
  if (source === holding.source) return true;
  return (
    holding.kind === 'keyPair' && scopeOf(source) === scope && namingPlaces.includes(source.slice(scope.length + 1))
  );
}

function warningsOf(
  { holding, references }: Subject,
  { successor }: KindPlan,
  { holdings, org }: Inventory,
  settings: RotationSettings,
): string[] {
  const left = holdings.filter((other) => other.source === holding.source && isSuccessorOf(other.name, holding.name));
  const named = references.filter(({ kind, idle }) => kind === 'names' && !idle);
  return [
    ...(left.length > 0 && successor !== undefined && named.length > 0
      ? [
          `${listOf(left.map(({ name }) => name))} ${left.length === 1 ? 'is' : 'are'} there already and ${holding.name} is still in use: look whether a rotation was left unfinished. This plan makes ${successor} beside it.`,
        ]
      : []),
    ...(org && org.isSandbox !== true && !settings.production
      ? [
          `${org.isSandbox === null ? 'It is not known whether this is a production org; one' : 'This is a production org, which'} is changed only with "production: true" under rotation in the settings.`,
        ]
      : []),
  ];
}

/** Code that chooses its certificate at run time, and what names one by an Id that is not known here, may mean any. */
function doubtsAbout({ holding }: Subject, uses: UseMap): string[] {
  if (holding.kind !== 'keyPair') return [];
  const doubts = doubtsOf(uses);
  const { chosenBy } = doubts;
  const chosen =
    chosenBy.length === 0
      ? []
      : [
          `${listOf(chosenBy)} ${chosenBy.length === 1 ? 'chooses its' : 'choose their'} certificate at run time: look whether that may be ${holding.name}.`,
        ];
  const meant = meantSentence(doubts);
  return [...chosen, ...(meant === '' ? [] : [meant])];
}
