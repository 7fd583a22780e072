import { buildUseMap, eventAt, foldEvents, kindById, subjectOf } from '@cert-health/core';
import type {
  NewEvent,
  Proof,
  Reference,
  RotationEvent,
  RotationKind,
  RotationPlan,
  RotationStanding,
  StepId,
  Waiter,
} from '@cert-health/core';
import { daysAfter } from '../time/time.ts';

/** How far a rotation of the sample has come. */
export interface SampleStage {
  readonly kind: RotationKind;
  /** Everything before this step is done; undefined: all of it is. */
  readonly at?: StepId;
  /** What becomes of that step. */
  readonly step?: 'held' | 'asked' | 'failed' | 'running';
  readonly who?: Exclude<Waiter, 'date'>;
  readonly what?: string;
  /** Somebody has approved the step, and nobody has gone on since. */
  readonly approved?: boolean;
  readonly undone?: boolean;
  readonly byItself?: boolean;
  /** Days from now back to its beginning. */
  readonly daysAgo: number;
  readonly holdBefore?: readonly StepId[];
}

/** A rotation of the sample: its plan is core's, what happened follows from its stage. */
export interface SampleRotation {
  readonly stage: SampleStage;
  readonly plan: RotationPlan;
  readonly events: readonly RotationEvent[];
  readonly standing: RotationStanding;
}

/** @param by User name of whoever approved. */
export function sampleRotation(stage: SampleStage, name: string, by: string, now: Date): SampleRotation {
  const plan = planOf(stage, name, daysAfter(now, -stage.daysAgo));
  const events = eventsOf(stage, plan, by, now);
  return { stage, plan, events, standing: foldEvents(events) };
}

function planOf({ kind, holdBefore = [] }: SampleStage, name: string, at: Date): RotationPlan {
  const holding = {
    source: 'org.certificates',
    name,
    label: name.replaceAll('_', ' '),
    kind: 'keyPair',
    certificates: [],
    record: { caSigned: kind !== 'self-signed' },
  } as const;
  const references: Reference[] = [
    { source: 'org.named-credentials', name: `${name}_Access`, field: 'NamedCredential.certificate', target: name },
    {
      source: 'org.apex',
      name: `${name.split('_')[0]}Gateway`,
      field: 'ApexClass.HttpRequest.setClientCertificateName',
      target: name,
      line: 42,
    },
  ];
  const sources = ['org.certificates', 'org.named-credentials', 'org.apex'].map(
    (id) => ({ id, label: id, status: 'read', items: 1, detail: '1 listed.' }) as const,
  );
  const uses = buildUseMap({ org: null, sources, holdings: [holding], references });
  const subject = subjectOf(holding, uses);
  const authority = kind === 'self-signed' ? null : 'corporate';
  const entry = { certificate: name, ...(authority === null ? {} : { authority }) };
  const made = kindById(kind).plan({ subject, entry, isDefault: false, successor: `${name}_202701` });
  return {
    id: `${name}-${at.toISOString().slice(2, 10).replaceAll('-', '')}`,
    certificate: name,
    source: holding.source,
    kind,
    entry,
    authority,
    reason: `A third of the lifetime of ${name} is left.`,
    dueOn: at.toISOString(),
    ...(made.successor === undefined ? {} : { successor: made.successor }),
    holdBefore,
    steps: made.steps,
    references: made.repointed.map(({ reference }) => reference),
    byHand: made.byHand,
    breaks: made.breaks,
    warnings: made.warnings,
  };
}

const MINUTE = 60_000;

function eventsOf(stage: SampleStage, plan: RotationPlan, by: string, now: Date): RotationEvent[] {
  const begun = daysAfter(now, -stage.daysAgo).getTime();
  const events: RotationEvent[] = [];
  const add = (event: NewEvent): unknown => events.push(eventAt(new Date(begun + events.length * MINUTE), event));
  const proof: Proof = {
    fingerprint: 'ab'.repeat(32),
    usable: true,
    notBefore: daysAfter(now, -stage.daysAgo - 1).toISOString(),
    notAfter: daysAfter(now, 365).toISOString(),
  };
  const pointsAt = Object.fromEntries(
    plan.references.map(({ source, name, field }) => [
      `${source}/${name}/${field}`,
      plan.successor ?? plan.certificate,
    ]),
  );
  const evidence = { refused: [], proof, pointsAt, by: 'person' } as const;
  add({ type: 'planned', plan, digest: 'cd'.repeat(32) });
  for (const { id: step, waits } of plan.steps) {
    if (step === stage.at) break;
    const isHeld = waits !== undefined || plan.holdBefore.includes(step) || step === 'confirm';
    if (isHeld) add({ type: 'approved', step, by });
    if (step === 'retire') add({ type: 'by-hand-seen', left: [] });
    add({ type: 'step-started', step, attempt: 1 });
    add({ type: 'step-done', step, evidence });
  }
  if (stage.undone) {
    add({ type: 'undo-started', why: `${by} asked for it.` });
    const done = plan.steps.filter(({ id, undo }) => undo !== undefined && hasBegun(events, id));
    for (const { id: step } of done.reverse()) add({ type: 'step-undone', step });
  }
  if (stage.at !== undefined) addStep(stage, stage.at, by, add);
  return events;
}

function addStep(
  { step, who = 'approver', what = '', approved = false, undone = false }: SampleStage,
  at: StepId,
  by: string,
  add: (event: NewEvent) => unknown,
): void {
  if (undone) return;
  if (step !== 'held') add({ type: 'step-started', step: at, attempt: 1 });
  if (step === 'asked') add({ type: 'waiting', step: at, who, what });
  if (step === 'failed') add({ type: 'step-failed', step: at, problem: what });
  if (approved) add({ type: 'approved', step: at, by });
}

function hasBegun(events: readonly RotationEvent[], id: StepId): boolean {
  return events.some((event) => event.type === 'step-started' && event.step === id);
}
