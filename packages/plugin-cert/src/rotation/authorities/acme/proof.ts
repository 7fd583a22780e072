import { createHash } from 'node:crypto';
import type { Identifier } from '@cert-health/core';
import type { AcmeAuthoritySettings } from '../../../settings/authorities-shape.ts';
import { isLoopback } from '../../../settings/server-address.ts';
import type { AuthorityPorts } from '../ports.ts';
import { Refused } from '../stopped.ts';
import { authorizationProblem, challengeFor, readAuthorization } from './authorization.ts';
import type { Authorization, Challenge } from './authorization.ts';
import { inTime } from './connection.ts';
import type { AcmeConnection } from './connection.ts';
import type { Hooks } from './hook.ts';
import { pathOf, recordOf } from './hook.ts';
import { domainOf, methodFor } from './method.ts';
import { polled } from './polled.ts';
import type { Progress, SetChallenge } from './progress.ts';

export interface ProofPlace {
  /** Name of the authority. */
  readonly name: string;
  readonly settings: AcmeAuthoritySettings;
  readonly ports: AuthorityPorts;
  readonly hooks: Hooks;
  readonly progress: Progress;
  readonly notes: string[];
}

interface Open {
  readonly url: string;
  readonly challenge: Challenge;
  readonly set: SetChallenge;
}

/** Milliseconds for which a proof is looked for from here. */
const lookPatience = 120_000;
const lookPause = 2000;
/** Milliseconds after which it is worth trying again. */
const afterUnseen = 600_000;

/**
 * Proves the names of an order (RFC 8555 section 7.5): puts every answer in place, sees that it can be seen, tells the
 * authority, and waits for what it finds. Whatever happens, what was put in place is removed.
 *
 * @throws {Refused} @throws {Waits}
 */
export async function prove(
  connection: AcmeConnection,
  account: string,
  authorizations: readonly string[],
  wanted: readonly Identifier[],
  place: ProofPlace,
): Promise<void> {
  const open = await openOnes(connection, account, authorizations, wanted, place);
  try {
    for (const { set } of open) {
      // Written first: who is ended in between cleans up next time.
      await place.progress.addChallenge(set);
      await place.hooks.deploy(set);
    }
    if (looksFirst(place.settings)) {
      for (const { set } of open) await see(set, place);
    }
    for (const { challenge } of open) {
      if (challenge.status === 'pending') await connection.post(challenge.url, {}, account);
    }
    for (const { url } of open) await judgedValid(connection, account, url, place);
  } finally {
    await cleanUp(place);
  }
}

/** A server on this computer has a DNS and web of its own, of which the world's says nothing. */
function looksFirst({ directory, 'look-first': written }: AcmeAuthoritySettings): boolean {
  return written === undefined ? !isLoopback(new URL(directory)) : written === 'yes';
}

/**
 * Removes what is known to lie about, of this attempt or of one that was ended. A hook that fails is told and no obstacle;
 * whatever cannot be written down hinders no further removal.
 */
export async function cleanUp({
  hooks,
  progress,
  notes,
}: Pick<ProofPlace, 'hooks' | 'progress' | 'notes'>): Promise<void> {
  const written: Promise<void>[] = [];
  for (const challenge of progress.challenges) {
    const problem = await hooks.cleanUp(challenge);
    if (problem !== undefined) {
      notes.push(problem);
      continue;
    }
    const removed = progress.removeChallenge(challenge);
    written.push(removed);
    await removed.catch(() => undefined);
  }
  await Promise.all(written);
}

async function openOnes(
  connection: AcmeConnection,
  account: string,
  authorizations: readonly string[],
  wanted: readonly Identifier[],
  { name, settings }: ProofPlace,
): Promise<Open[]> {
  const { directory, key } = connection;
  const open: Open[] = [];
  for (const url of authorizations) {
    const authorization = readAuthorization(await connection.post(url, undefined, account), directory.address);
    const identifier = askedFor(authorization, wanted);
    if (identifier === undefined)
      throw new Refused(
        `The authority "${name}" wants ${authorization.identifier.value} proven, which nobody asked for.`,
      );
    if (authorization.status === 'valid') continue;
    if (authorization.status !== 'pending') throw notProven(authorization);
    const method = methodFor(identifier, settings);
    const challenge = challengeFor(authorization, method, name);
    const answer = `${challenge.token}.${key.thumbprint}`;
    const value = method === 'dns-01' ? createHash('sha256').update(answer).digest('base64url') : answer;
    open.push({ url, challenge, set: { method, domain: domainOf(identifier), token: challenge.token, value } });
  }
  return open;
}

function askedFor({ identifier, wildcard }: Authorization, wanted: readonly Identifier[]): Identifier | undefined {
  const value = wildcard ? `*.${identifier.value}` : identifier.value;
  return wanted.find((one) => one.type === identifier.type && one.value === value);
}

/** An authority that looks too early counts it as a failure, of which it allows few. @throws {Refused} */
async function see({ method, domain, token, value }: SetChallenge, { ports }: ProofPlace): Promise<void> {
  const { clock, outside } = ports;
  const host = domain.includes(':') ? `[${domain}]` : domain;
  const isThere = async (): Promise<boolean> =>
    method === 'dns-01'
      ? (await outside.txt(recordOf(domain))).includes(value)
      : (await outside.page(`http://${host}${pathOf(token)}`))?.trim() === value;
  const end = clock.now().getTime() + lookPatience;
  while (!(await isThere())) {
    if (clock.now().getTime() >= end) {
      const where =
        method === 'dns-01' ? `The TXT record ${recordOf(domain)}` : `The file http://${host}${pathOf(token)}`;
      throw new Refused(
        `${where} is not seen from here ${lookPatience / 60_000} minutes after the hook put it in place, so the authority was not told to look. ` +
          'If it can only be seen from outside, write look-first: no.',
        inTime(clock, afterUnseen),
      );
    }
    await clock.sleep(lookPause);
  }
}

async function judgedValid(
  connection: AcmeConnection,
  account: string,
  url: string,
  { name, ports }: ProofPlace,
): Promise<void> {
  const read = (answer: Parameters<typeof readAuthorization>[0]) =>
    readAuthorization(answer, connection.directory.address);
  const answer = await polled(
    () => connection.post(url, undefined, account),
    (seen) => read(seen).status !== 'pending',
    ports.clock,
    `The authority "${name}" is still looking for the proof.`,
  );
  const authorization = read(answer);
  if (authorization.status !== 'valid') throw notProven(authorization);
}

function notProven(authorization: Authorization): Refused {
  return new Refused(`${authorization.identifier.value} is not proven: ${authorizationProblem(authorization)}`);
}
