/** An ACME server of our own on loopback (RFC 8555), which misbehaves as it is told. Signatures and nonces it takes seriously. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calculateJwkThumbprint, decodeProtectedHeader, flattenedVerify, importJWK } from 'jose';
import type { FlattenedJWSInput, JWK } from 'jose';
import { certificateId, parseCertificate } from '@cert-health/core';
import type { Signing, TestCa } from './test-ca.ts';
import type { TestClock, TestWorld } from './world.ts';

export interface Misbehavior {
  /** So many nonces are refused. */
  badNonces?: number;
  /** Answers instead of the true one; undefined goes on. Asked with the path and what was posted. */
  instead?: (path: string, payload: Document) => Instead | undefined;
  /** How the certificate comes out. */
  signing?: Signing;
  /** The chain that is given, made of the leaf that is right. */
  chainOf?: (leaf: string, chain: string) => string | Promise<string>;
  /** The order is for these names. */
  orderFor?: readonly string[];
  token?: string;
  /** Certificates come after so many looks at the order. */
  looksUntilIssued?: number;
  retryAfter?: string;
  /** When orders end. */
  expires?: string;
  /** Offers the chain by another root too. */
  alternate?: true;
}

export interface Instead {
  readonly status: number;
  readonly type?: string;
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole body, as it is. */
  readonly body?: string;
  /** The connection ends without an answer. */
  readonly hangUp?: true;
}

type Document = Readonly<Record<string, unknown>>;
interface Name {
  readonly type: string;
  readonly value: string;
}

interface Order {
  readonly id: number;
  readonly account: string;
  readonly names: readonly Name[];
  readonly payload: Document;
  status: string;
  looks: number;
  chain?: string;
  leaf?: string;
  error?: object;
}

interface Authorization {
  readonly order: Order;
  readonly name: Name;
  readonly token: string;
  status: string;
  error?: object;
}

class Told extends Error {
  readonly instead: Instead;
  constructor(instead: Instead) {
    super(instead.detail);
    this.instead = instead;
  }
}

export interface ServerWishes {
  readonly ca: TestCa;
  readonly clock: TestClock;
  readonly world: TestWorld;
  readonly profiles?: readonly string[];
  readonly caaIdentities?: readonly string[];
  /** Key (base64url) by key identifier; accounts must be bound. */
  readonly externalKeys?: Readonly<Record<string, string>>;
  /** Renewal information by CertID; undefined: it does not offer any. */
  readonly renewalInfo?: (id: string) => { readonly document: object; readonly retryAfter?: string } | Instead;
}

export class AcmeServer {
  readonly misbehavior: Misbehavior = {};
  readonly orders: Order[] = [];
  readonly accounts = new Map<string, { readonly jwk: JWK; readonly payload: Document }>();
  /** Paths that were asked for, oldest first. */
  readonly requests: string[] = [];
  readonly finalized: string[] = [];
  readonly #wishes: ServerWishes;
  readonly #server: Server;
  readonly #nonces = new Set<string>();
  readonly #authorizations: Authorization[] = [];

  private constructor(wishes: ServerWishes, server: Server) {
    this.#wishes = wishes;
    this.#server = server;
  }

  static async start(wishes: ServerWishes): Promise<AcmeServer> {
    const server = createServer();
    const acme = new AcmeServer(wishes, server);
    server.on('request', (request, response) => {
      void acme.#answer(request).then(({ status, headers = {}, body = '', hangUp }) => {
        if (hangUp) {
          request.socket.destroy();
          return;
        }
        response.writeHead(status, { 'replay-nonce': acme.#nonce(), ...headers });
        response.end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return acme;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get directory(): string {
    return `${this.url}/directory`;
  }

  /** Certificates that were issued. */
  get issued(): readonly string[] {
    return this.orders.flatMap(({ leaf }) => leaf ?? []);
  }

  asked(pattern: RegExp): number {
    return this.requests.filter((path) => pattern.test(path)).length;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #nonce(): string {
    const nonce = randomBytes(12).toString('base64url');
    this.#nonces.add(nonce);
    return nonce;
  }

  async #answer(request: IncomingMessage): Promise<Instead> {
    const path = request.url ?? '';
    this.requests.push(path);
    try {
      const body = await textOf(request);
      const read = request.method === 'POST' ? await this.#verified(path, body) : { payload: {}, account: '', jwk: {} };
      const instead = this.misbehavior.instead?.(path, read.payload);
      if (instead) throw new Told(instead);
      return await this.#route(path, read);
    } catch (error) {
      const told = error instanceof Told ? error.instead : { status: 500, detail: String(error) };
      if (told.body !== undefined || told.hangUp) return told;
      const type = `urn:ietf:params:acme:error:${told.type ?? 'malformed'}`;
      const headers = { 'content-type': 'application/problem+json', ...told.headers };
      return { status: told.status, headers, body: JSON.stringify({ type, detail: told.detail }) };
    }
  }

  /** RFC 8555 section 6.2 to 6.5. */
  async #verified(path: string, body: string) {
    const jws = JSON.parse(body) as FlattenedJWSInput;
    const { alg, nonce, url, kid, jwk } = decodeProtectedHeader(jws) as Document & { kid?: string; jwk?: JWK };
    if (alg !== 'ES256') throw new Told({ status: 400, type: 'badSignatureAlgorithm' });
    if (url !== `${this.url}${path}`) throw new Told({ status: 401, type: 'unauthorized', detail: 'url' });
    const isGood = this.#nonces.delete(nonce as string);
    if (!isGood || (this.misbehavior.badNonces ?? 0) > 0) {
      if (isGood) this.misbehavior.badNonces = (this.misbehavior.badNonces ?? 0) - 1;
      throw new Told({ status: 400, type: 'badNonce', detail: 'JWS has an invalid anti-replay nonce' });
    }
    if ((kid === undefined) === (jwk === undefined)) throw new Told({ status: 400, detail: 'kid or jwk' });
    const known = kid === undefined ? jwk : this.accounts.get(kid)?.jwk;
    if (!known) throw new Told({ status: 400, type: 'accountDoesNotExist', detail: `Account "${kid}" not found` });
    const { payload } = await flattenedVerify(jws, await importJWK(known, 'ES256'));
    const text = new TextDecoder().decode(payload);
    return { payload: text === '' ? {} : (JSON.parse(text) as Document), account: kid ?? '', jwk: known };
  }

  async #route(
    path: string,
    { payload, account, jwk }: { payload: Document; account: string; jwk: JWK },
  ): Promise<Instead> {
    const [, room, id = '', action] = path.split('/');
    switch (room) {
      case 'directory':
        return json(200, this.#directory());
      case 'nonce':
        return { status: 200 };
      case 'account':
        return this.#account(payload, jwk);
      case 'order':
        return id === '' ? this.#newOrder(payload, account) : this.#order(Number(id), action, payload);
      case 'authorization':
        return json(200, this.#authorization(Number(id)));
      case 'challenge':
        return this.#challenge(Number(id), action ?? '', account);
      case 'certificate':
        return this.#certificate(Number(id), action === 'other');
      case 'renewal':
        return this.#renewal(id);
      default:
        throw new Told({ status: 404, detail: 'Nothing here' });
    }
  }

  #directory(): object {
    const { profiles, caaIdentities, externalKeys, renewalInfo } = this.#wishes;
    return {
      newNonce: `${this.url}/nonce`,
      newAccount: `${this.url}/account`,
      newOrder: `${this.url}/order`,
      ...(renewalInfo ? { renewalInfo: `${this.url}/renewal` } : {}),
      meta: {
        termsOfService: 'https://ca.example/terms',
        ...(profiles ? { profiles: Object.fromEntries(profiles.map((one) => [one, 'A profile'])) } : {}),
        ...(caaIdentities ? { caaIdentities } : {}),
        ...(externalKeys ? { externalAccountRequired: true } : {}),
      },
    };
  }

  async #account(payload: Document, jwk: JWK): Promise<Instead> {
    const url = `${this.url}/acct/${(await calculateJwkThumbprint(jwk)).slice(0, 8)}`;
    const location = { location: url };
    if (this.accounts.has(url)) return json(200, { status: 'valid' }, location);
    if (payload['onlyReturnExisting'] === true) throw new Told({ status: 400, type: 'accountDoesNotExist' });
    if (payload['termsOfServiceAgreed'] !== true) throw new Told({ status: 403, type: 'agreementRequired' });
    await this.#assertBound(payload['externalAccountBinding'] as FlattenedJWSInput | undefined, jwk);
    this.accounts.set(url, { jwk, payload });
    return json(201, { status: 'valid' }, location);
  }

  /** RFC 8555 section 7.3.4. */
  async #assertBound(binding: FlattenedJWSInput | undefined, jwk: JWK): Promise<void> {
    const { externalKeys } = this.#wishes;
    if (!externalKeys) return;
    if (!binding) throw new Told({ status: 403, type: 'externalAccountRequired' });
    const { kid = '', alg, url } = decodeProtectedHeader(binding) as { kid?: string; alg?: string; url?: string };
    const { payload } = await flattenedVerify(binding, Buffer.from(externalKeys[kid] ?? '', 'base64url')).catch(() => {
      throw new Told({ status: 403, type: 'unauthorized', detail: 'The binding is not signed with that key' });
    });
    const bound = await calculateJwkThumbprint(JSON.parse(new TextDecoder().decode(payload)) as JWK);
    const isRight = alg === 'HS256' && url === `${this.url}/account` && bound === (await calculateJwkThumbprint(jwk));
    if (!isRight) throw new Told({ status: 403, type: 'unauthorized', detail: 'The binding is for something else' });
  }

  #newOrder(payload: Document, account: string): Instead {
    const names = (this.misbehavior.orderFor?.map((value) => ({ type: 'dns', value })) ??
      payload['identifiers']) as Name[];
    const profile = payload['profile'];
    if (profile !== undefined && !this.#wishes.profiles?.includes(profile as string)) {
      throw new Told({ status: 400, type: 'invalidProfile' });
    }
    const order: Order = { id: this.orders.length + 1, account, names, payload, status: 'pending', looks: 0 };
    this.orders.push(order);
    for (const name of names) {
      const token = this.misbehavior.token ?? randomBytes(16).toString('base64url');
      this.#authorizations.push({ order, name, token, status: 'pending' });
    }
    return json(201, this.#orderDocument(order), { location: `${this.url}/order/${order.id}` });
  }

  async #order(id: number, action: string | undefined, payload: Document): Promise<Instead> {
    const order = this.orders[id - 1];
    if (!order) throw new Told({ status: 404, detail: 'No such order' });
    if (action === 'finalize') {
      if (order.status !== 'ready') throw new Told({ status: 403, type: 'orderNotReady' });
      const csr = Buffer.from(payload['csr'] as string, 'base64url');
      this.finalized.push(csr.toString('base64'));
      const { ca, clock } = this.#wishes;
      const { signing, chainOf } = this.misbehavior;
      order.leaf = await ca.leaf(csr, clock.now(), signing);
      const chain = `${order.leaf}${ca.intermediate.certificate.toString('pem')}\n`;
      order.chain = (await chainOf?.(order.leaf, chain)) ?? chain;
      order.status = 'processing';
    }
    if (order.status === 'processing' && order.looks++ >= (this.misbehavior.looksUntilIssued ?? 0))
      order.status = 'valid';
    const { retryAfter } = this.misbehavior;
    return json(200, this.#orderDocument(order), {
      location: `${this.url}/order/${id}`,
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    });
  }

  #orderDocument(order: Order): object {
    const { id, status, names, error } = order;
    const own = this.#authorizations.map((one, at) => ({ one, at })).filter(({ one }) => one.order === order);
    return {
      status,
      identifiers: names,
      ...(this.misbehavior.expires === undefined ? {} : { expires: this.misbehavior.expires }),
      authorizations: own.map(({ at }) => `${this.url}/authorization/${at}`),
      finalize: `${this.url}/order/${id}/finalize`,
      ...(status === 'valid' ? { certificate: `${this.url}/certificate/${id}` } : {}),
      ...(error ? { error } : {}),
    };
  }

  #authorization(at: number): object {
    const { name, token, status, error } = this.#authorizations[at] as Authorization;
    const wildcard = name.value.startsWith('*.');
    const types = wildcard ? ['dns-01'] : name.type === 'ip' ? ['http-01'] : ['http-01', 'dns-01', 'tls-alpn-01'];
    return {
      status,
      identifier: { ...name, value: wildcard ? name.value.slice(2) : name.value },
      ...(wildcard ? { wildcard } : {}),
      challenges: types.map((type) => ({
        type,
        token,
        url: `${this.url}/challenge/${at}/${type}`,
        status: status === 'pending' ? 'pending' : status,
        ...(error ? { error } : {}),
      })),
    };
  }

  async #challenge(at: number, type: string, account: string): Promise<Instead> {
    const authorization = this.#authorizations[at] as Authorization;
    const { name, token, order } = authorization;
    const jwk = this.accounts.get(account)?.jwk as JWK;
    const answer = `${token}.${await calculateJwkThumbprint(jwk)}`;
    const domain = name.value.replace(/^\*\./, '');
    const { world } = this.#wishes;
    const isProven =
      type === 'dns-01'
        ? (await world.txt(`_acme-challenge.${domain}`)).includes(
            createHash('sha256').update(answer).digest('base64url'),
          )
        : (await world.page(`http://${domain}/.well-known/acme-challenge/${token}`)) === answer;
    authorization.status = isProven ? 'valid' : 'invalid';
    if (!isProven) {
      authorization.error = { type: 'urn:ietf:params:acme:error:unauthorized', detail: `No TXT record for ${domain}` };
      order.status = 'invalid';
      order.error = authorization.error;
    } else if (this.#authorizations.every((one) => one.order !== order || one.status === 'valid'))
      order.status = 'ready';
    return json(200, { type, token, status: authorization.status });
  }

  #certificate(id: number, isOther: boolean): Instead {
    const { chain = '', leaf = '' } = this.orders[id - 1] ?? {};
    const other = `${leaf}${this.#wishes.ca.crossSigned.toString('pem')}\n`;
    const link = this.misbehavior.alternate
      ? {
          link: `<${this.url}/directory>;rel="index", <http://[>;rel="alternate", <${this.url}/certificate/${id}/other>;rel="alternate"`,
        }
      : {};
    return {
      status: 200,
      headers: { 'content-type': 'application/pem-certificate-chain', ...link },
      body: isOther ? other : chain,
    };
  }

  #renewal(id: string): Instead {
    const known = this.#wishes.renewalInfo?.(id);
    if (!known) throw new Told({ status: 404, detail: 'No renewal information' });
    if ('status' in known) throw new Told(known);
    return json(200, known.document, known.retryAfter === undefined ? {} : { 'retry-after': known.retryAfter });
  }
}

/** Answers once instead of the server, then lets it answer. */
export function once(pattern: RegExp, instead: Instead): NonNullable<Misbehavior['instead']> {
  let left = 1;
  return (path) => (pattern.test(path) && left-- > 0 ? instead : undefined);
}

/** CertID of a certificate (PEM). */
export function idOf(pem: string): string {
  return certificateId(parseCertificate(pem)) ?? '';
}

function json(status: number, document: object, headers: Readonly<Record<string, string>> = {}): Instead {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(document) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}
