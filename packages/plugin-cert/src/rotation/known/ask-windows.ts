import type { Certificate, Holding } from '@cert-health/core';
import { plural } from '@cert-health/core';
import type { Authority, Memory, RenewalAdvice } from '../authorities/authority.ts';

/** A certificate whose authority may say when it wants it renewed. */
export interface Askable {
  readonly holding: Holding;
  readonly leaf: Certificate;
  /** Name of the authority in the settings. */
  readonly authority: string;
}

export interface WindowsRequest {
  readonly wanted: readonly Askable[];
  /** Opens an authority by its name in the settings. */
  readonly open: (name: string) => Promise<Authority>;
  /** What the authority remembers beyond single rotations, where its answers are kept. */
  readonly memory: (name: string) => Memory;
  readonly at: Date;
}

/** What authorities say about certificates, by holding; nothing of those whose authority says nothing to anybody. */
export type Advices = ReadonlyMap<Holding, RenewalAdvice>;

/** How many are asked about in one run; more than an org can hold (60 key pairs) is a mistake in the settings. */
const most = 500;

/**
 * Asks each authority when it wants its certificates renewed: authorities beside each other, and one after the other about its
 * certificates, none sooner than it has said. Never rejects for what an authority or the disk does: that is told as an answer.
 */
export async function askWindows({ wanted, open, memory, at }: WindowsRequest): Promise<Advices> {
  const advices = new Map<Holding, RenewalAdvice>();
  const byAuthority = Map.groupBy(wanted, ({ authority }) => authority);
  const tomorrow = new Date(at.getTime() + 86_400_000);
  await Promise.all(
    [...byAuthority].map(async ([name, some]) => {
      const authority = await open(name);
      try {
        if (!authority.renewalWindow) return;
        for (const { holding, leaf } of some.slice(0, most)) {
          advices.set(holding, await asked(authority, leaf, memory(name), tomorrow));
        }
        for (const { holding } of some.slice(most)) {
          const note = `The authority "${name}" was asked about ${plural(most, 'certificate')}, which is all that one run asks.`;
          advices.set(holding, { nextCheck: tomorrow, note, unanswered: true });
        }
      } finally {
        await authority.close();
      }
    }),
  );
  return advices;
}

async function asked(authority: Authority, leaf: Certificate, memory: Memory, nextCheck: Date): Promise<RenewalAdvice> {
  try {
    return (await authority.renewalWindow?.(leaf, memory)) ?? { nextCheck };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Only the disk fails this way; any other error is a fault of ours.
    if (typeof code !== 'string') throw error;
    const note = `What the authority "${authority.name}" says about renewal could not be kept in the rotation folder (${code}), without which it is not asked.`;
    return { nextCheck, note, unanswered: true };
  }
}
