import { Resolver } from 'node:dns/promises';
import type { CaaRecord } from '@cert-health/core';
import { fetch } from 'undici';
import type { Outside } from './ports.ts';
import { txtInZone } from './zone-servers.ts';

/** Answers that mean that a name has no such record. */
const none = new Set(['ENODATA', 'ENOTFOUND']);
/** Milliseconds for one question. */
const patience = 10_000;
/** Characters of a page: a key authorization has fewer than 200. */
const mostOfPage = 4096;

export interface NameServers {
  /** Addresses of those that are asked first, `127.0.0.1:53`; the computer's own unless told. */
  readonly resolvers?: readonly string[];
  /** Port of the servers of a zone, 53 unless told. */
  readonly zonePort?: number;
}

/** DNS and the web as they are seen from here. */
export function outsideOf({ resolvers, zonePort = 53 }: NameServers = {}): Outside {
  const resolver = (): Resolver => {
    const asked = new Resolver({ timeout: patience / 2, tries: 2 });
    if (resolvers) asked.setServers(resolvers);
    return asked;
  };
  return {
    caa: (name) => caaOf(name, resolver()),
    txt: async (name) => (await txtInZone(name, { resolver, port: zonePort })) ?? (await txtOf(name, resolver())),
    page,
  };
}

async function caaOf(name: string, resolver: Resolver): Promise<readonly CaaRecord[]> {
  try {
    const records = await resolver.resolveCaa(name);
    return records.map((record) => {
      const { critical, ...property } = record as unknown as Record<string, unknown>;
      const [tag = '', value = ''] = Object.entries(property).find(([key]) => key !== 'type') ?? [];
      // RFC 8659 section 4.1: the flag is the first of eight bits.
      return { critical: (Number(critical) & 0x80) !== 0, tag: tag.toLowerCase(), value: String(value) };
    }) satisfies CaaRecord[];
  } catch (error) {
    if (none.has((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

async function txtOf(name: string, resolver: Resolver): Promise<readonly string[]> {
  try {
    return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''));
  } catch {
    return [];
  }
}

async function page(address: string): Promise<string | undefined> {
  try {
    // An authority follows redirects too, and takes whatever certificate it meets there (RFC 8555 section 8.3).
    const response = await fetch(address, { signal: AbortSignal.timeout(patience) });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString('utf8');
      if (text.length > mostOfPage) return undefined;
    }
    return response.ok ? text : undefined;
  } catch {
    return undefined;
  }
}
