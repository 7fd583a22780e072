import { certificateId, nameSetKey } from '@cert-health/core';
import type { AcmeAuthoritySettings, ExternalAccountSettings } from '../../../settings/authorities-shape.ts';
import type { SigningRequest } from '../authority.ts';
import type { LookedAt } from '../before-asking.ts';
import type { Http } from '../http.ts';
import { judgedAnswer } from '../judged-answer.ts';
import type { AuthorityPorts } from '../ports.ts';
import { Refused, toldInLine, Waits } from '../stopped.ts';
import { accountKey } from './account-key.ts';
import { accountOf } from './account.ts';
import type { Method } from './authorization.ts';
import { lookAtCaa } from './caa-look.ts';
import { AcmeConnection, inTime } from './connection.ts';
import type { Answer } from './connection.ts';
import { allowed } from './directory.ts';
import { downloadChains } from './download.ts';
import type { Hooks } from './hook.ts';
import type { Ledger } from './ledger.ts';
import { methodFor } from './method.ts';
import { isExpired, isForNames, orderProblem, readOrder } from './order.ts';
import type { Order, OrderStatus } from './order.ts';
import { polled } from './polled.ts';
import { ProblemError } from './problem.ts';
import type { KeptAnswer, PlacedOrder, Progress } from './progress.ts';
import { prove } from './proof.ts';

/** What an order at one directory stands on. */
export interface IssuancePlace {
  /** Name of the authority. */
  readonly name: string;
  /** Address of the directory: the authority's own, or that of its test system. */
  readonly address: string;
  readonly eab?: ExternalAccountSettings;
  readonly settings: AcmeAuthoritySettings;
  readonly ports: AuthorityPorts;
  readonly http: Http;
  readonly ledger: Ledger;
  readonly progress: Progress;
  readonly hooks: Hooks;
  readonly notes: string[];
  /** What comes out is thrown away: nothing is replaced by it, and nothing of it is told. */
  readonly isTrial: boolean;
}

const hour = 3_600_000;

/**
 * Has a request certified by one ACME directory (RFC 8555 section 7). Goes on with an order that was placed: its address is
 * kept before anything else happens to it, and a second one is placed only when the first is gone.
 */
export class Issuance {
  readonly #place: IssuancePlace;
  readonly #asked: SigningRequest;
  readonly #looked: LookedAt;

  constructor(place: IssuancePlace, asked: SigningRequest, looked: LookedAt) {
    this.#place = place;
    this.#asked = asked;
    this.#looked = looked;
  }

  /** @throws {Refused} @throws {Waits} @throws {ProblemError} */
  async run(): Promise<KeptAnswer> {
    const { name, address, settings, ports, http, ledger, eab, notes } = this.#place;
    // Asks for a hook that the settings do not have before anybody is called.
    this.#methods();
    const key = await accountKey(ports.rotationFolder, address);
    const connection = await AcmeConnection.open(name, address, http, ports.clock, key);
    const { contact } = settings;
    const open = () =>
      accountOf(
        connection,
        ledger,
        { name, places: ports, ...(contact === undefined ? {} : { contact }), ...(eab ? { eab } : {}) },
        notes,
      );
    const account = await open();
    const placed = (await this.#resumed(connection, account)) ?? (await this.#placed(connection, account, open));
    return await this.#toItsEnd(connection, placed);
  }

  get #identifiers() {
    return this.#looked.judgment.asked.identifiers;
  }

  /** @throws {Refused} for a name that no hook can prove. */
  #methods(): ReadonlySet<Method> {
    return new Set(this.#identifiers.map((one) => methodFor(one, this.#place.settings)));
  }

  get #nameSet(): string {
    return nameSetKey(this.#identifiers);
  }

  #assertProfile({ directory: { profiles } }: AcmeConnection): void {
    const { name, settings } = this.#place;
    const { profile } = settings;
    if (profile === undefined || profiles?.includes(profile)) return;
    const offered = profiles === undefined ? 'it has no profiles' : `it has ${profiles.join(', ')}`;
    throw new Refused(`The authority "${name}" does not offer the profile ${profile}; ${offered}.`);
  }

  /** The order of an attempt that was ended; undefined when there is none, or it is gone. */
  async #resumed(connection: AcmeConnection, account: string): Promise<Placed | undefined> {
    const { address, progress, ports } = this.#place;
    const kept = progress.order(address);
    if (!kept) return undefined;
    const order = kept.account === account ? await this.#stillThere(connection, kept) : undefined;
    const isOver = order && isExpired(order, ports.clock.now());
    if (order && !isOver && isForNames(order, this.#identifiers)) return { kept, order };
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

  async #stillThere(connection: AcmeConnection, { url, account }: PlacedOrder): Promise<Order | undefined> {
    try {
      return readOrder(await connection.post(url, undefined, account), this.#place.address);
    } catch (error) {
      if (error instanceof ProblemError) return undefined;
      throw error;
    }
  }

  async #placed(connection: AcmeConnection, account: string, reopen: () => Promise<string>): Promise<Placed> {
    const { address, settings, ledger, ports, notes, name, progress, hooks } = this.#place;
    const rest = await ledger.restsUntil(address, this.#nameSet, ports.clock.now());
    if (rest) throw resting(rest);
    this.#assertProfile(connection);
    await hooks.assertThere(this.#methods());
    await lookAtCaa(this.#identifiers, settings, connection.directory, account, ports.outside, notes);
    const { profile } = settings;
    const payload = { identifiers: this.#identifiers, ...(profile === undefined ? {} : { profile }) };
    const { newOrder } = connection.directory;
    let owner = account;
    let replaces = await this.#replaces(connection);
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
        if (!isForNames(order, this.#identifiers)) throw await this.#wrongNames();
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

  async #wrongNames(): Promise<Refused> {
    const { address, progress, name } = this.#place;
    await progress.setOrder(address, undefined);
    return new Refused(
      `The authority "${name}" made an order for other names than those of the request; nothing was certified.`,
    );
  }

  /** RFC 9773 section 5. Undefined for a certificate of another authority, and where renewal information is not offered. */
  async #replaces({ directory }: AcmeConnection): Promise<string | undefined> {
    const { isTrial, ledger, address } = this.#place;
    const { replaced } = this.#asked;
    if (isTrial || !replaced || directory.renewalInfo === undefined) return undefined;
    const id = certificateId(replaced);
    const issuer = id === undefined ? undefined : await ledger.issuerOf(id);
    return issuer === undefined || issuer === address ? id : undefined;
  }

  /** Takes an order to its end, from wherever it is. */
  async #toItsEnd(connection: AcmeConnection, { kept, order: begun }: Placed): Promise<KeptAnswer> {
    const { account } = kept;
    let order = begun;
    if (order.status === 'pending') {
      await prove(connection, account, order.authorizations, this.#identifiers, this.#place).catch((error: unknown) =>
        this.#failed(connection, kept, error),
      );
      order = await this.#until(connection, kept, ['pending']);
    }
    let seen: Answer | undefined;
    if (order.status === 'ready') {
      seen = await this.#finalized(connection, kept, order);
      order = readOrder(seen, this.#place.address);
    }
    if (order.status === 'processing') order = await this.#until(connection, kept, ['processing'], seen);
    if (order.status === 'valid' && order.certificate !== undefined)
      return this.#downloaded(connection, kept, order.certificate);
    return this.#failed(
      connection,
      kept,
      new Refused(`The authority "${this.#place.name}" issued nothing: ${orderProblem(order)}`),
    );
  }

  async #finalized(connection: AcmeConnection, kept: PlacedOrder, { finalize }: Order): Promise<Answer> {
    const { address, progress, ledger, ports, name } = this.#place;
    const finalizedAt = ports.clock.now();
    const isAgain = kept.finalizedAt !== undefined;
    const rest = await ledger.issuing(address, this.#nameSet, finalizedAt, isAgain, () =>
      progress.setOrder(address, { ...kept, finalizedAt }),
    );
    if (rest) throw resting(rest);
    const csr = Buffer.from(this.#looked.request.der).toString('base64url');
    try {
      return await connection.post(finalize, { csr }, kept.account);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      await ledger.notIssued(address, this.#nameSet);
      await progress.setOrder(address, kept);
      if (this.#looked.request.extensions.subjectAltName) throw error;
      // Boulder takes the common name for an alternative name too; others do not, and count none.
      throw new Refused(
        `The authority "${name}" refuses the request: ${toldInLine(error.message)} It names its host in its subject only, as requests of Salesforce do; this authority may want it as a subject alternative name.`,
      );
    }
  }

  async #until(
    connection: AcmeConnection,
    { url, account }: PlacedOrder,
    passing: readonly OrderStatus[],
    first?: Answer,
  ): Promise<Order> {
    const { address, name, ports } = this.#place;
    const answer = await polled(
      () => connection.post(url, undefined, account),
      (seen) => !passing.includes(readOrder(seen, address).status),
      ports.clock,
      `The authority "${name}" is still at work on the order.`,
      first,
    );
    return readOrder(answer, address);
  }

  async #downloaded(connection: AcmeConnection, kept: PlacedOrder, certificate: string): Promise<KeptAnswer> {
    const { address, ledger, notes, ports, name, progress, isTrial } = this.#place;
    const chains = await downloadChains(connection, kept.account, certificate, notes);
    const judged = await Promise.all(
      chains.map((chain) => judgedAnswer(chain, this.#looked.request, this.#asked, ports.clock.now())),
    );
    const good = judged.flatMap((one) => ('chain' in one ? [one] : []));
    const [first, ...rest] = good;
    if (!first) {
      const [bad] = judged.flatMap((one) => ('fault' in one ? [one.message] : []));
      await progress.setOrder(address, undefined);
      throw new Refused(
        `What the authority "${name}" issued cannot be used. ${toldInLine(bad ?? '')}`,
        inTime(ports.clock, hour),
      );
    }
    const id = certificateId(first.leaf);
    if (id !== undefined) await ledger.setIssuer(id, address, ports.clock.now());
    if (!isTrial) notes.push(...first.notes);
    return {
      chain: first.chain,
      alternates: [...new Set(rest.map(({ chain }) => chain))].filter((one) => one !== first.chain),
    };
  }

  /** An order that came to nothing is let go, so that the next attempt begins anew; one that only waits is kept. */
  async #failed(connection: AcmeConnection, kept: PlacedOrder, error: unknown): Promise<never> {
    const { address, progress } = this.#place;
    if (error instanceof Refused) {
      const order = await this.#stillThere(connection, kept).catch(() => undefined);
      if (order?.status === 'invalid') await progress.setOrder(address, undefined);
    }
    throw error;
  }
}

interface Placed {
  readonly kept: PlacedOrder;
  readonly order: Order;
}

function resting(until: Date): Waits {
  return new Waits(
    'These names were sent to be certified less than an hour ago; between two times lies an hour at least.',
    until,
  );
}
