import { randomBytes } from 'node:crypto';

/** From this version on the SOAP APIs take a JWT for a session Id (jsforce/jsforce#1817). */
const firstSoapVersionWithJwt = 68;

/** The access tokens of an org: one as ever, and one as an app gives that issues JSON Web Tokens. Both are valid. */
export class Sessions {
  readonly opaque: string;
  readonly jwt: string;

  /** @param orgId The org that the tokens are for. */
  constructor(orgId: string) {
    this.opaque = `${orgId.slice(0, 15)}!${randomBytes(24).toString('hex')}`;
    const head = { alg: 'RS256', typ: 'JWT' };
    const claims = { sub: orgId, scp: 'api web' };
    const parts = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    this.jwt = [...parts, randomBytes(64).toString('base64url')].join('.');
  }

  /** Whether an `Authorization` header is one of a session. */
  allow(authorization: string | undefined): boolean {
    return [this.opaque, this.jwt].some((token) => authorization === `Bearer ${token}`);
  }

  /** Whether the SOAP API of a version takes a session Id. */
  allowSoap(sessionId: string | undefined, version: string): boolean {
    return sessionId === this.opaque || (sessionId === this.jwt && Number(version) >= firstSoapVersionWithJwt);
  }
}
