import { certificateId, nameSetKey } from '@cert-health/core';
import { judgedAnswer } from '../judged-answer.ts';
import { Refused, toldInLine } from '../stopped.ts';
import { accountKey } from './account-key.ts';
import { accountOf } from './account.ts';
import { AcmeConnection, inTime } from './connection.ts';
import type { Answer } from './connection.ts';
import { downloadChains } from './download.ts';
import { hour, resting } from './issuance-place.ts';
import type { IssuancePlace } from './issuance-place.ts';
import { orderProblem, readOrder } from './order.ts';
import type { Order, OrderStatus } from './order.ts';
import { methodsOf, orderThere, placeOrder, resumedOrder } from './placed-order.ts';
import type { Placed } from './placed-order.ts';
import { polled } from './polled.ts';
import { ProblemError } from './problem.ts';
import type { KeptAnswer, PlacedOrder } from './progress.ts';
import { prove } from './proof.ts';

/**
 * Has a request certified by one ACME directory (RFC 8555 section 7). Goes on with an order that was placed: its address is
 * kept before anything else happens to it, and a second one is placed only when the first is gone.
 */
export class Issuance {
  readonly #place: IssuancePlace;

  constructor(place: IssuancePlace) {
    this.#place = place;
  }

  /** @throws {Refused} @throws {Waits} @throws {ProblemError} */
  async run(): Promise<KeptAnswer> {
    const { name, address, settings, ports, http, ledger, eab, notes } = this.#place;
    // Asks for a hook that the settings do not have before anybody is called.
    methodsOf(this.#place);
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
    const placed =
      (await resumedOrder(connection, account, this.#place)) ??
      (await placeOrder(connection, account, open, this.#place));
    return await this.#toItsEnd(connection, placed);
  }

  get #identifiers() {
    return this.#place.looked.judgment.asked.identifiers;
  }

  get #nameSet(): string {
    return nameSetKey(this.#identifiers);
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
    const { address, progress, ledger, ports, name, looked } = this.#place;
    const finalizedAt = ports.clock.now();
    const isAgain = kept.finalizedAt !== undefined;
    const rest = await ledger.issuing(address, this.#nameSet, finalizedAt, isAgain, () =>
      progress.setOrder(address, { ...kept, finalizedAt }),
    );
    if (rest) throw resting(rest);
    const csr = Buffer.from(looked.request.der).toString('base64url');
    try {
      return await connection.post(finalize, { csr }, kept.account);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      await ledger.notIssued(address, this.#nameSet);
      await progress.setOrder(address, kept);
      if (looked.request.extensions.subjectAltName) throw error;
      // Boulder takes the common name for an alternative name too; others do not, and count none.
      // unverified: that a request of Salesforce's has no alternative names.
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
    const { address, ledger, notes, ports, name, progress, isTrial, looked, asked } = this.#place;
    const chains = await downloadChains(connection, kept.account, certificate, notes);
    const judged = await Promise.all(
      chains.map((chain) => judgedAnswer(chain, looked.request, asked, ports.clock.now())),
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
      const order = await orderThere(connection, kept).catch(() => undefined);
      if (order?.status === 'invalid') await progress.setOrder(address, undefined);
    }
    throw error;
  }
}
