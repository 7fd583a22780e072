import type { JsonValue, Memory } from '../authority.ts';
import { asMoment, asObject, asText, inTurn, recall } from '../remembered.ts';

/** An account that was opened, and with which key. */
export interface KnownAccount {
  readonly url: string;
  readonly thumbprint: string;
}

const hour = 3_600_000;
/** Milliseconds after which it no longer matters when something happened. */
const memorySpan = 400 * 24 * hour;

/**
 * What an ACME authority knows beyond single rotations: its accounts, when a set of names was last sent to be certified,
 * which certificate came from which directory, which set-ups were tried at the test system. One writer at a time.
 */
export class Ledger {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async account(directory: string): Promise<KnownAccount | undefined> {
    const known = asObject(asObject((await recall(this.#memory))['accounts'])[directory]);
    const [url, thumbprint] = [asText(known['url']), asText(known['thumbprint'])];
    return url === undefined || thumbprint === undefined ? undefined : { url, thumbprint };
  }

  setAccount(directory: string, account: KnownAccount | undefined): Promise<void> {
    return this.#set('accounts', directory, account && { ...account });
  }

  /**
   * Until when a set of names is not sent to be certified again: at least an hour lies between two times. A moment that lies
   * ahead comes from another clock, and holds nobody up for longer than that hour.
   */
  async restsUntil(directory: string, nameSet: string, now: Date): Promise<Date | undefined> {
    const last = asMoment(asObject((await recall(this.#memory))['issuances'])[`${directory} ${nameSet}`]);
    if (last === undefined || now.getTime() - last.getTime() >= hour) return undefined;
    return new Date(Math.min(last.getTime(), now.getTime()) + hour);
  }

  /**
   * Notes that a set of names is about to be sent to be certified.
   *
   * @param begin What has to be kept before that is true; not done where the names rest. No other set begins meanwhile.
   * @param isAgain It is an order that was sent before: it may go on at any time.
   * @returns until when the names rest; undefined when it has begun.
   */
  issuing(
    directory: string,
    nameSet: string,
    at: Date,
    isAgain: boolean,
    begin: () => Promise<void>,
  ): Promise<Date | undefined> {
    return inTurn(this.#memory, async () => {
      const rest = isAgain ? undefined : await this.restsUntil(directory, nameSet, at);
      if (rest) return rest;
      await begin();
      await this.#write('issuances', `${directory} ${nameSet}`, at.toISOString(), at);
      return undefined;
    });
  }

  /** Notes that nothing came of it: the request itself was refused. */
  notIssued(directory: string, nameSet: string): Promise<void> {
    return this.#set('issuances', `${directory} ${nameSet}`, undefined);
  }

  /** The directory that a certificate came from, by its CertID; undefined when that is not known. */
  async issuerOf(certificateId: string): Promise<string | undefined> {
    const known = asObject(asObject((await recall(this.#memory))['certificates'])[certificateId]);
    return asText(known['directory']);
  }

  setIssuer(certificateId: string, directory: string, at: Date): Promise<void> {
    return this.#set('certificates', certificateId, { directory, at: at.toISOString() }, at);
  }

  async wasTried(setUp: string): Promise<boolean> {
    return asMoment(asObject((await recall(this.#memory))['tried'])[setUp]) !== undefined;
  }

  setTried(setUp: string, at: Date): Promise<void> {
    return this.#set('tried', setUp, at.toISOString());
  }

  #set(section: string, name: string, value: JsonValue | undefined, now?: Date): Promise<void> {
    return inTurn(this.#memory, () => this.#write(section, name, value, now));
  }

  /** Changes one entry of what is there now, which others may have written, and forgets what is old. */
  async #write(section: string, name: string, value: JsonValue | undefined, now?: Date): Promise<void> {
    const all = await recall(this.#memory);
    const entries = Object.entries(asObject(all[section])).filter(
      ([key, entry]) => key !== name && (now === undefined || !isOld(entry, now)),
    );
    if (value !== undefined) entries.push([name, value]);
    await this.#memory.write({ ...all, [section]: Object.fromEntries(entries) });
  }
}

function isOld(entry: JsonValue | undefined, now: Date): boolean {
  const at = asMoment(entry) ?? asMoment(asObject(entry)['at']);
  return at !== undefined && now.getTime() - at.getTime() > memorySpan;
}
