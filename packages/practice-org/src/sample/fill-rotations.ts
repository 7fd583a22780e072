import { createHash } from 'node:crypto';
import { journalLine, nextOf, toldState } from '@cert-health/core';
import type { RotationEvent } from '@cert-health/core';
import { insertRecord } from '../dml/write-record.ts';
import type { Writer } from '../dml/writer.ts';
import type { Org } from '../org/org.ts';
import type { Row } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import { dateOnly, daysAfter } from '../time/time.ts';
import { sampleRotation } from './sample-rotation.ts';
import type { SampleRotation, SampleStage } from './sample-rotation.ts';

/** Objects of rotations, children first. */
export const rotationObjects = [
  'CertHealth_Rotation_Event__c',
  'CertHealth_Rotation_File__c',
  'CertHealth_Rotation__c',
  'CertHealth_Rotation_Run__c',
] as const;

/** One of each state, with what people meet first. */
const stages: readonly SampleStage[] = [
  { kind: 'self-signed', at: 'switch', step: 'held', daysAgo: 9 },
  {
    kind: 'new-key',
    at: 'confirm',
    step: 'asked',
    what: 'See that what uses the new one works, and say so.',
    byItself: true,
    daysAgo: 2,
  },
  {
    kind: 'new-key',
    at: 'sign',
    step: 'asked',
    who: 'authority',
    what: 'Have the request signed, and put the chain beside it.',
    daysAgo: 1,
  },
  {
    kind: 'new-key',
    at: 'install',
    step: 'failed',
    what: 'The org refused the deployment: the chain has no intermediate.',
    byItself: true,
    daysAgo: 1,
  },
  {
    kind: 'new-key',
    at: 'confirm',
    step: 'asked',
    what: 'See that what uses the new one works, and say so.',
    approved: true,
    daysAgo: 3,
  },
  { kind: 'new-key', at: 'preflight', step: 'held', daysAgo: 0 },
  { kind: 'new-key', byItself: true, daysAgo: 12 },
  { kind: 'new-key', byItself: true, daysAgo: 20 },
  { kind: 'self-signed', daysAgo: 30 },
  { kind: 'new-key', at: 'confirm', undone: true, daysAgo: 40 },
];

/**
 * Puts rotations of the sample's certificates that end first into the records, and the last runs of two automations, one of which has
 * stopped.
 */
export function fillRotations(org: Org): void {
  const now = org.now();
  const { username, userId: by } = org.identity;
  const writer: Writer = { org, schema: {}, by, hasPermission: () => true };
  const certificates = org
    .rows('CertHealth_Certificate__c')
    .filter((row) => row['Source__c'] === 'org.certificates' && text(row, 'Expires_At__c') > now.toISOString())
    .sort((one, other) => (text(one, 'Expires_At__c') < text(other, 'Expires_At__c') ? -1 : 1));
  stages.slice(0, certificates.length).forEach((stage, index) => {
    const certificate = certificates[index] as Row;
    const rotation = sampleRotation(stage, text(certificate, 'Api_Name__c'), username, now);
    putRotation(writer, rotation, idOf(certificate), publicCertificate(org));
  });
  for (const [user, days, says] of [
    ['nightly@acmefreight.example', 0, 'One rotation is done, two wait for somebody, one failed.'],
    ['servers@acmefreight.example', 4, 'Nothing is due.'],
  ] as const) {
    insert(writer, 'CertHealth_Rotation_Run__c', {
      Key__c: user,
      Ran_At__c: daysAfter(now, -days).toISOString(),
      Runner__c: 'ci@build-7, job 4711',
      Says__c: says,
      Next_On__c: dateOnly(daysAfter(now, 11)),
    });
  }
}

function putRotation(writer: Writer, rotation: SampleRotation, certificateId: string, pem: string): void {
  const { plan, standing, stage, events } = rotation;
  const now = writer.org.now();
  const { state, waitsFor } = toldState(standing, now);
  const next = nextOf(standing, now);
  const last = events.at(-1) as RotationEvent;
  const isOver = state === 'done' || state === 'undone';
  const isAnswered = last.type === 'approved';
  const rotationId = insert(writer, 'CertHealth_Rotation__c', {
    Key__c: plan.id,
    Lock__c: isOver ? null : `${plan.source}/${plan.certificate}`.toLowerCase(),
    Certificate_Name__c: plan.certificate,
    Certificate__c: certificateId,
    Source__c: plan.source,
    Kind__c: plan.kind,
    Authority__c: plan.authority,
    Reason__c: plan.reason,
    Due_On__c: plan.dueOn,
    Successor__c: plan.successor ?? null,
    // An approval of the console leaves the state to the next run.
    State__c: isAnswered ? 'waiting' : state,
    Step__c: 'step' in next ? next.step : null,
    Waits_For__c: waitsFor?.who ?? null,
    Waits_What__c: waitsFor?.what ?? null,
    Waits_Since__c: waitsFor?.since ?? null,
    Problem__c: standing.steps.find((step) => step.state === 'failed')?.problem ?? null,
    Begun_At__c: events[0]?.at ?? null,
    Ended_At__c: isOver ? last.at : null,
    Started_By_Itself__c: stage.byItself ?? false,
    Last_Event__c: events.length,
  });
  events.forEach((event, index) => putEvent(writer, rotationId, `${plan.id}#`, event, index + 1));
  if (plan.kind === 'self-signed') putFile(writer, rotationId, plan.id, `${plan.successor}.crt`, pem);
}

function putEvent(writer: Writer, rotationId: string, key: string, event: RotationEvent, number: number): void {
  const line = journalLine(event).trimEnd();
  const step = 'step' in event ? event.step : null;
  insert(writer, 'CertHealth_Rotation_Event__c', {
    Rotation__c: rotationId,
    Key__c: `${key}${String(number).padStart(6, '0')}`,
    Number__c: number,
    Type__c: event.type,
    Step__c: step,
    At__c: event.at,
    By__c: event.type === 'approved' ? event.by : 'ci@build-7, job 4711',
    Text__c: textOf(event),
    Line__c: line,
    Digest__c: digestOf(line),
  });
}

function putFile(writer: Writer, rotationId: string, key: string, name: string, text: string): void {
  insert(writer, 'CertHealth_Rotation_File__c', {
    Rotation__c: rotationId,
    Key__c: `${key}/${name}/1`,
    Name__c: name,
    Part__c: 1,
    Parts__c: 1,
    Content__c: JSON.stringify(text),
    Digest__c: digestOf(text),
  });
}

function textOf(event: RotationEvent): string {
  switch (event.type) {
    case 'planned':
      return `It is planned: ${event.plan.reason}`;
    case 'step-started':
      return `The step ${event.step} has begun.`;
    case 'step-done':
      return `The step ${event.step} is done.`;
    case 'step-failed':
      return `The step ${event.step} failed: ${event.problem}`;
    case 'step-undone':
      return `The step ${event.step} is taken back.`;
    case 'waiting':
      return `The step ${event.step} waits: ${event.what}`;
    case 'approved':
      return `The step ${event.step} may be taken.`;
    case 'by-hand-seen':
      return 'No reference by hand names the old certificate any more.';
    case 'undo-started':
      return `It is taken back: ${event.why}`;
    case 'step-skipped':
    case 'taken-over':
      return event.type;
  }
}

/** Of the company's own key pairs one that vouches for itself. */
function publicCertificate(org: Org): string {
  return (
    org.keyPairs.find(({ caSigned, deleted, expirationDate }) => !caSigned && !deleted && expirationDate)?.body ?? ''
  );
}

/** A field that holds text, empty when it does not. */
function text(row: Row, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function insert(writer: Writer, object: (typeof rotationObjects)[number], row: Row): string {
  const schema = writer.org.customObjects()[object];
  if (schema === undefined) throw new Error(`The object ${object} is not deployed.`);
  return insertRecord(writer, schema, row).id;
}
