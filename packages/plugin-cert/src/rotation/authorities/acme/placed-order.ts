import { certificateId, nameSetKey } from '@cert-health/core';
import { Refused, told, Waits } from '../stopped.ts';
import type { Method } from './authorization.ts';
import { lookAtCaa } from './caa-look.ts';
import type { AcmeConnection } from './connection.ts';
import { allowed } from './directory.ts';
import { hour, resting } from './issuance-place.ts';
import type { IssuancePlace } from './issuance-place.ts';
import { methodFor } from './method.ts';
import { isExpired, isForNames, readOrder } from './order.ts';
import type { Order } from './order.ts';
import { ProblemError } from './problem.ts';
import type { PlacedOrder } from './progress.ts';

/** An order as it is at the moment, and by what it is found again. */
export interface Placed {
  readonly kept: PlacedOrder;
  readonly order: Order;
}

/** The order of an attempt that was ended; undefined when there is none, or it is gone. */
export async function resumedOrder(
  connection: AcmeConnection,
  account: string,
  place: IssuancePlace,
): Promise<Placed | undefined> {
  const { address, progress, ports, looked } = place;
  const kept = progress.order(address);
  if (!kept) return undefined;
  const order = kept.account === account ? await orderThere(connection, kept) : undefined;
  const isOver = order && isExpired(order, ports.clock.now());
  if (order && !isOver && isForNames(order, looked.judgment.asked.identifiers)) return { kept, order };
  const { finalizedAt } = kept;
  const again = finalizedAt && new Date(finalizedAt.getTime() + hour);
  if (again && again > ports.clock.now()) {
    throw new Waits(
      'The order that was placed is gone, and whether a certificate was issued is not known; another one is placed an hour later.',
      again,
    );
  }
  await progress.setOrder(address, undefined);
  return undefined;
}

/** An order as it is; undefined when it is gone. */
export async function orderThere(
  connection: AcmeConnection,
  { url, account }: PlacedOrder,
): Promise<Order | undefined> {
  try {
    return readOrder(await connection.post(url, undefined, account), connection.directory.address);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/**
 * Places an order, after all that can be looked at without one (RFC 8555 section 7.4).
 *
 * @param reopen Finds the account anew when the server has lost it.
 */
export async function placeOrder(
  connection: AcmeConnection,
  account: string,
  reopen: () => Promise<string>,
  place: IssuancePlace,
): Promise<Placed> {
  const { address, settings, ledger, ports, notes, name, progress, hooks, looked } = place;
  const { identifiers } = looked.judgment.asked;
  const rest = await ledger.restsUntil(address, nameSetKey(identifiers), ports.clock.now());
  if (rest) throw resting(rest);
  assertProfile(connection, place);
  await hooks.assertThere(methodsOf(place));
  await lookAtCaa(identifiers, settings, connection.directory, account, ports.outside, notes);
  const { profile } = settings;
  const payload = { identifiers, ...(profile === undefined ? {} : { profile }) };
  const { newOrder } = connection.directory;
  let owner = account;
  let replaces = await replacedId(connection, place);
  for (let tried = 1; ; tried++) {
    try {
      const answer = await connection.post(
        newOrder,
        { ...payload, ...(replaces === undefined ? {} : { replaces }) },
        owner,
      );
      const url = answer.headers['location'];
      if (url === undefined)
        throw new Refused(`The authority "${name}" gives its order no address, so it cannot be gone on with.`);
      const kept = { url: allowed(url, address), account: owner };
      await progress.setOrder(address, kept);
      const order = readOrder(answer, address);
      if (!isForNames(order, identifiers)) throw await wrongNames(place);
      return { kept, order };
    } catch (error) {
      if (!(error instanceof ProblemError) || tried > 2) throw error;
      if (error.problem.type === 'accountDoesNotExist') {
        await ledger.setAccount(address, undefined);
        owner = await reopen();
      } else if (replaces !== undefined) {
        // Replaced already, by another account, or unknown there: an order without it is as good.
        notes.push(
          `The authority "${name}" does not take this as a replacement (${error.message}); it was ordered without saying so.`,
        );
        replaces = undefined;
      } else throw error;
    }
  }
}

/** @throws {Refused} for a name that no hook can prove. */
export function methodsOf({ looked, settings }: IssuancePlace): ReadonlySet<Method> {
  return new Set(looked.judgment.asked.identifiers.map((one) => methodFor(one, settings)));
}

function assertProfile({ directory: { profiles } }: AcmeConnection, { name, settings }: IssuancePlace): void {
  const { profile } = settings;
  if (profile === undefined || profiles?.includes(profile)) return;
  const offered = profiles === undefined ? 'it has no profiles' : `it has ${told(profiles.join(', '))}`;
  throw new Refused(`The authority "${name}" does not offer the profile ${profile}; ${offered}.`);
}

async function wrongNames({ address, progress, name }: IssuancePlace): Promise<Refused> {
  await progress.setOrder(address, undefined);
  return new Refused(
    `The authority "${name}" made an order for other names than those of the request; nothing was certified.`,
  );
}

/** RFC 9773 section 5. Undefined for a certificate of another authority, and where renewal information is not offered. */
async function replacedId(
  { directory }: AcmeConnection,
  { isTrial, ledger, address, asked: { replaced } }: IssuancePlace,
): Promise<string | undefined> {
  if (isTrial || !replaced || directory.renewalInfo === undefined) return undefined;
  const id = certificateId(replaced);
  const issuer = id === undefined ? undefined : await ledger.issuerOf(id);
  return issuer === undefined || issuer === address ? id : undefined;
}
