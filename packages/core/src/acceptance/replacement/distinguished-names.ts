import { useById } from '../../uses/index.ts';
import type { Name } from '../../x509/index.ts';
import type { ReplacementReason, ReplacementSubject } from './model.ts';
import { partnerOf, reason } from './place.ts';
import type { PlaceQuestion } from './place.ts';
import type { ReplacementRule } from './subject.ts';

/** Who the certificate names, by which a server may know its clients. */
export const subject: ReplacementRule = nameRule('subject', {
  title: 'Issued to (subject)',
  of: ({ leaf }) => leaf.subject,
  matters: 'Whoever knows its holder by this name must be told the new one.',
  ask: 'Ask whether clients are known by their subject there, and have the new one allowed.',
});

/** Who issued it; some systems allow certificates of one issuer only. */
export const issuer: ReplacementRule = nameRule('issuer', {
  title: 'Issued by (issuer)',
  of: ({ leaf }) => leaf.issuer,
  matters: 'Whoever allows certificates of one issuer only must allow the new one; its chain changes with it.',
  ask: 'Ask whether clients of one issuer only are let in there, and have the new one allowed.',
});

interface NameWords {
  readonly title: string;
  readonly of: (side: { readonly leaf: { readonly subject: Name; readonly issuer: Name } }) => Name;
  readonly matters: string;
  readonly ask: string;
}

function nameRule(about: ReplacementSubject, { title, of, matters, ask }: NameWords): ReplacementRule {
  return {
    change({ old, new: next }) {
      if (of(old).canonical === of(next).canonical) return undefined;
      return { subject: about, title, old: of(old).text || 'nobody', new: of(next).text || 'nobody', matters };
    },
    judge({ old, new: next }, place): ReplacementReason[] {
      if (of(old).canonical === of(next).canonical || place.part !== 'client-out') return [];
      return [toPartner(place, `Its ${about} changes from "${of(old).text}" to "${of(next).text}".`)];
    },
  };

  function toPartner(place: PlaceQuestion, why: string): ReplacementReason {
    const { source } = useById('outbound-apex-mtls').trust;
    return reason({ subject: about, outcome: 'tell-first', why, who: partnerOf(place), what: ask, rule: source });
  }
}
