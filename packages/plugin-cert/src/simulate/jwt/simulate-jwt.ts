import type { Connection } from '@salesforce/core';
import { judgeAppKey, judgeToken } from '@cert-health/core';
import type { Known, TokenApp, TokenOrg, TokenStep, TokenVerdict } from '@cert-health/core';
import { ask, askedOrg } from '../asked-org.ts';
import type { AskedOrg } from '../asked-org.ts';
import { readPublicKeyFile } from './key-file.ts';
import { factsOfToken } from './read-token.ts';
import { readTokenFile } from './token-file.ts';
import { appOfOrg, appOfProject } from './token-apps.ts';

export interface JwtRequest {
  readonly at: Date;
  /** File with the token, or `-`; one of the two. */
  readonly token?: string | undefined;
  /** File with a key or certificate. */
  readonly key?: string | undefined;
  /** API name of the app. */
  readonly app: string;
  readonly connection?: Connection | undefined;
  readonly sourceDirs: readonly string[];
}

/** Whether an org would give access out to an app, by a token or by a key with which tokens are signed. */
export interface JwtSimulation {
  readonly use: 'inbound-sso';
  /** What was judged. Nothing of it is repeated. */
  readonly form: 'token' | 'key';
  /** API name of the app. */
  readonly subject: string;
  /** SHA-256 fingerprint of the certificate that the app holds; null: none is known. */
  readonly certificate: string | null;
  readonly org: AskedOrg;
  readonly asOf: string;
  readonly verdict: TokenVerdict['verdict'];
  readonly decidedBy: TokenVerdict['decidedBy'];
  readonly steps: readonly TokenStep[];
}

/**
 * Plays a request for access through (OAuth 2.0 JWT bearer flow), without making one.
 *
 * @throws {VerifyInputError} when the file cannot be used
 * @throws {OrgSilentError}
 */
export async function simulateJwt(request: JwtRequest): Promise<JwtSimulation> {
  const { at, connection, key, token } = request;
  // What is wrong with the file is said before an org is asked.
  const text = token === undefined ? undefined : await readTokenFile(token);
  const publicKey = text === undefined ? readPublicKeyFile(key ?? '') : undefined;
  if (text !== undefined) await factsOfToken(text, undefined);
  const { app, org } = await appOf(request);
  const certificate = app.kind === 'known' ? app.value.certificate : undefined;
  const verdict =
    text === undefined
      ? judgeAppKey({ at, publicKey: publicKey as Uint8Array, app })
      : judgeToken({ at, token: await factsOfToken(text, certificate), app, org });
  return {
    use: 'inbound-sso',
    form: text === undefined ? 'key' : 'token',
    subject: request.app,
    certificate: certificate?.fingerprint ?? null,
    org: askedOrg(connection),
    asOf: at.toISOString(),
    ...verdict,
  };
}

async function appOf({
  app,
  connection,
  sourceDirs,
}: JwtRequest): Promise<{ readonly app: Known<TokenApp>; readonly org?: TokenOrg }> {
  if (connection) return ask(connection, (api) => appOfOrg(api, app));
  return { app: appOfProject(sourceDirs, app) };
}
