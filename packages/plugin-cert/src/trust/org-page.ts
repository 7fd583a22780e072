import { EnvHttpProxyAgent, fetch } from 'undici';
import type { Response } from 'undici';
import { readCacertsPage, salesforceTrustStore } from '@cert-health/core';
import { storeOfPage } from './opened-store.ts';
import type { OpenedStore } from './opened-store.ts';
import { TrustStoreError } from './trust-store-error.ts';

export interface PageLimits {
  /** For all of it, redirects included, in milliseconds. */
  readonly timeout: number;
  /** Octets. 200 roots as PEM with all their details are about 1 MB. */
  readonly size: number;
}

const usual: PageLimits = { timeout: 10_000, size: 8 * 1024 * 1024 };
const maxRedirects = 3;

/**
 * Fetches the list of roots that an instance trusts. The page is open to everyone: neither session nor cookie is sent.
 *
 * @param instanceUrl address of the org
 * @param fetchedAt the moment of the call, which becomes the date of the list
 * @throws {TrustStoreError} when it cannot be had, or nothing on it is understood
 * @source Salesforce Help 000385468 (where the page is). unverified: its markup, see core's readCacertsPage
 */
export async function fetchOrgStore(
  instanceUrl: string,
  fetchedAt: Date,
  limits: PageLimits = usual,
): Promise<OpenedStore> {
  const address = new URL('/cacerts.jsp', instanceUrl);
  const { text, from } = await fetchPage(address, limits);
  const page = readCacertsPage(text, { fetchedAt: fetchedAt.toISOString() });
  if (page.understood === 0) {
    throw new TrustStoreError(
      `Nothing on ${from.href} is understood as a list of certificates; open it in a browser, save it, and give that file.`,
    );
  }
  return storeOfPage(page, salesforceTrustStore(page, { source: from.href, fetchedAt: fetchedAt.toISOString() }));
}

async function fetchPage(address: URL, limits: PageLimits): Promise<{ readonly text: string; readonly from: URL }> {
  const dispatcher = new EnvHttpProxyAgent();
  const signal = AbortSignal.timeout(limits.timeout);
  try {
    for (let from = address, redirects = 0; ; redirects++) {
      assertSafe(from);
      const response = await fetch(from, { redirect: 'manual', signal, dispatcher, headers: { accept: 'text/html' } });
      const next = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && next !== null && redirects < maxRedirects) {
        await response.body?.cancel();
        from = new URL(next, from);
        continue;
      }
      if (response.status !== 200) throw notFetched(from, `HTTP status ${response.status}`);
      return { text: await textOf(response, from, limits.size), from };
    }
  } catch (error) {
    if (error instanceof TrustStoreError) throw error;
    const { name, cause } = error as Error;
    const code = (cause as { readonly code?: string } | undefined)?.code;
    throw notFetched(address, name === 'TimeoutError' ? `no answer within ${limits.timeout / 1000} s` : (code ?? name));
  } finally {
    await dispatcher.destroy();
  }
}

/** What decides about trust must come by a way that proves where it comes from; a server on this computer needs no proof. */
function assertSafe(address: URL): void {
  const local = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(address.hostname);
  if (address.protocol === 'https:' || (address.protocol === 'http:' && local)) return;
  throw notFetched(address, 'not an https address');
}

async function textOf(response: Response, from: URL, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const octets = chunk as Uint8Array;
    size += octets.length;
    if (size > limit) throw notFetched(from, `it has more than ${limit / 1024 / 1024} MB`);
    chunks.push(octets);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function notFetched(address: URL, why: string): TrustStoreError {
  return new TrustStoreError(
    `The list of roots could not be fetched from ${address.href} (${why}); open it in a browser, save it, and give that file.`,
  );
}
