import { heldChain, isSelfSigned, momentOf, rootNameOf, rootStanding } from '@cert-health/core';
import type { Planned, RootList, SigningFacts } from '@cert-health/core';
import type { AuthoritySettings } from '../settings/authorities-shape.ts';
import type { RenewalAdvice } from './authorities/authority.ts';
import type { RootLists } from './root-lists.ts';

/** What a plan tells of its authority: kind, profile, when it wants the certificate renewed, which root is to be expected. */
export async function signingFacts(
  { subject: { holding } }: Pick<Planned, 'subject'>,
  settings: AuthoritySettings,
  {
    advice,
    notAsked,
    lists,
  }: { readonly advice: RenewalAdvice | undefined; readonly notAsked: string | undefined; readonly lists: RootLists },
): Promise<SigningFacts> {
  const { type } = settings;
  const profile = type === 'acme' ? settings.profile : undefined;
  const window = advice?.window;
  const note = noteOn(advice, type === 'acme' ? notAsked : undefined);
  const chain = heldChain(holding.certificates);
  const isRooted = chain !== undefined && !isSelfSigned(chain.leaf);
  return {
    type,
    ...(profile === undefined ? {} : { profile }),
    ...(window
      ? {
          window: {
            start: window.start.toISOString(),
            end: window.end.toISOString(),
            ...(window.explanationUrl === undefined ? {} : { explanation: window.explanationUrl }),
          },
        }
      : {}),
    ...(note === undefined ? {} : { note }),
    ...(isRooted ? { root: await rootOf(chain.path, lists) } : {}),
  };
}

function noteOn(advice: RenewalAdvice | undefined, notAsked: string | undefined): string | undefined {
  if (notAsked !== undefined) return `It was not asked when it wants the certificate renewed: ${notAsked}.`;
  if (advice?.note === undefined) return undefined;
  return advice.unanswered ? `${advice.note} It is asked again from ${momentOf(advice.nextCheck)}.` : advice.note;
}

async function rootOf(
  path: Parameters<typeof rootNameOf>[0],
  { org, other }: RootLists,
): Promise<NonNullable<SigningFacts['root']>> {
  const on = async (list: RootList | undefined): Promise<boolean | null> => {
    const is = list && (await rootStanding(path, list)).is;
    return is === 'listed' ? true : is === 'absent' ? false : null;
  };
  return {
    name: rootNameOf(path),
    onOrgList: await on(org),
    ...(other ? { onOtherList: await on(other) } : {}),
  };
}
