import { toldInLine, Refused, Waits } from '../stopped.ts';
import type { AcmeConnection, Answer } from './connection.ts';
import { allowed } from './directory.ts';
import { ProblemError } from './problem.ts';

const pemChain = 'application/pem-certificate-chain';
/** Other chains that are looked at. */
const mostAlternates = 10;

/**
 * The chains for a certificate that was issued, the authority's own choice first (RFC 8555 section 7.4.2). The default may
 * change from one renewal to the next; which of them Salesforce knows is judged each time.
 */
export async function downloadChains(
  connection: AcmeConnection,
  account: string,
  certificate: string,
  notes: string[],
): Promise<readonly string[]> {
  const first = await connection.post(certificate, undefined, account, pemChain);
  const chains = [first.text];
  for (const url of alternatesIn(first).slice(0, mostAlternates)) {
    try {
      const address = allowed(URL.parse(url, certificate)?.href ?? url, connection.directory.address);
      chains.push((await connection.post(address, undefined, account, pemChain)).text);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Waits || error instanceof ProblemError)) throw error;
      notes.push(`Another chain that is offered could not be had: ${toldInLine(error.message)}`);
    }
  }
  return chains;
}

/** Addresses in `Link: <…>;rel="alternate"` (RFC 8288). */
function alternatesIn({ headers }: Answer): string[] {
  return [...(headers['link'] ?? '').matchAll(/<([^<>]{1,2000})>\s*;\s*rel="?alternate"?/g)].map(([, url = '']) => url);
}
