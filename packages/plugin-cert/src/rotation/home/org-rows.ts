import { bytesOfText, certificateKey, nextOf, sha256Hex, stateOf, toldState } from '@cert-health/core';
import type { RotationEvent, RotationPlan, RotationStanding, StepId } from '@cert-health/core';
import { eventText } from './event-text.ts';
import type { RecordWrite } from './org-records.ts';

/** The app's objects for rotations, as force-app/main/rotation/objects declares them. */
export const rotationObjects = {
  rotation: 'CertHealth_Rotation__c',
  event: 'CertHealth_Rotation_Event__c',
  file: 'CertHealth_Rotation_File__c',
} as const;

/** Characters that a long text takes (CustomField, `length`). unverified: that it gives the same ones back. */
export const longest = { content: 131_072, text: 32_768, reason: 4096, name: 255 } as const;

type Fields = RecordWrite['fields'];

/** Value of the unique field that keeps a second rotation of a certificate out. */
export function lockOf({ source, certificate }: Pick<RotationPlan, 'source' | 'certificate'>): string {
  return certificateKey(source, certificate).toLowerCase();
}

/** @param number Counted from 1. */
export function eventKey(id: string, number: number): string {
  return `${id}#${String(number).padStart(6, '0')}`;
}

/** SHA-256 of a text in UTF-8, hexadecimal. */
export function digestOf(text: string): string {
  return sha256Hex(bytesOfText(text));
}

/** How a rotation stands, for people and for other machines. Everything in it follows from the events. */
export function standingFields(standing: RotationStanding, at: Date): Fields {
  const { plan, steps } = standing;
  const { state, waitsFor } = toldState(standing, at);
  const isOver = ['done', 'undone'].includes(stateOf(standing));
  const problem = steps.find((step) => step.state === 'failed')?.problem;
  return {
    Lock__c: isOver ? null : lockOf(plan),
    Certificate_Name__c: cut(plan.certificate, longest.name),
    Source__c: cut(plan.source, longest.name),
    Kind__c: plan.kind,
    Authority__c: plan.authority === null ? null : cut(plan.authority, longest.name),
    Reason__c: cut(plan.reason, longest.reason),
    Due_On__c: plan.dueOn,
    Successor__c: plan.successor === undefined ? null : cut(plan.successor, longest.name),
    State__c: state,
    Step__c: stepShown(standing, at),
    Waits_For__c: waitsFor?.who ?? null,
    Waits_What__c: waitsFor ? cut(waitsFor.what, longest.text) : null,
    Waits_Since__c: waitsFor?.since ?? null,
    Problem__c: problem === undefined ? null : cut(problem, longest.text),
    Ended_At__c: isOver ? standing.at : null,
  };
}

/** The step that waits or is next, else the one that was taken last. */
function stepShown(standing: RotationStanding, at: Date): StepId | null {
  const next = nextOf(standing, at);
  if ('step' in next) return next.step;
  if (next.kind === 'look') return 'retire';
  return standing.steps.findLast(({ state }) => state !== 'open')?.id ?? null;
}

/** One event as a record, without its rotation. `line` is undefined where it is kept as a file. */
export function eventFields(
  id: string,
  number: number,
  {
    event,
    line,
    plan,
    by,
    files,
  }: {
    readonly event: RotationEvent;
    readonly line: string;
    readonly plan: RotationPlan;
    /** The run that did it. */
    readonly by: string;
    readonly files: readonly WrittenFile[];
  },
): Fields {
  return {
    Key__c: eventKey(id, number),
    Number__c: number,
    Type__c: event.type,
    Step__c: 'step' in event ? event.step : null,
    At__c: event.at,
    By__c: cut(event.type === 'approved' ? event.by : by, longest.name),
    Text__c: cut(eventText(event, plan), longest.text),
    Line__c: line.length > longest.content ? null : line,
    Digest__c: digestOf(line),
    Files__c: files.length === 0 ? null : JSON.stringify(files),
  };
}

/** A file as the event names it that was written with it. */
export interface WrittenFile {
  readonly name: string;
  /** SHA-256 of its text. */
  readonly digest: string;
}

/**
 * A text as records: each part a JSON string, since a field of the org trims white space and may change line ends.
 *
 * @param rotation Id of the record of its rotation, or `@{name.id}`.
 */
export function fileWrites(id: string, rotation: string, name: string, text: string): RecordWrite[] {
  const parts = partsOf(text);
  const digest = digestOf(text);
  return parts.map((content, index) => ({
    called: `file${fileNumber(name)}part${index + 1}`,
    method: 'PATCH',
    path: `${rotationObjects.file}/Key__c/${encodeURIComponent(fileKey(id, name, index + 1))}`,
    fields: {
      Rotation__c: rotation,
      Name__c: name,
      Part__c: index + 1,
      Parts__c: parts.length,
      Content__c: content,
      Digest__c: digest,
    },
  }));
}

/** It stands in an address, where slashes and points would mean something. */
function fileKey(id: string, name: string, part: number): string {
  return [id, name, part].map((one) => String(one).replaceAll(/[^\w-]/g, '_')).join(':');
}

/** Names of parts of a request take letters and digits only. */
function fileNumber(name: string): string {
  return digestOf(name).slice(0, 12);
}

/** Few characters need more than one of them, so that this is seldom halved. */
const mostRaw = 120_000;

function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at === 0 || at < text.length;) {
    let size = mostRaw;
    let content = JSON.stringify(text.slice(at, at + size));
    while (content.length > longest.content) {
      size = Math.floor(size / 2);
      content = JSON.stringify(text.slice(at, at + size));
    }
    parts.push(content);
    at += size;
  }
  return parts;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}
