import { plural } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { readBody } from '../../body/read-body.ts';
import { textOf } from '../component.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'PublicKeyCertificate';
const sets = 'PublicKeyCertificateSet';

/** Keys that verify the users of messaging. Only a JSON Web Key with `x5c` (RFC 7517 section 4.7) is a certificate too. */
export const publicKeyCertificates: PlaceReader = {
  place: 'public-key-certificates',
  metadata: [type, sets],
  async read({ metadata }, found) {
    const what = 'public key certificates';
    const [answer, ofSets] = await Promise.all([metadata.all(type, what), metadata.all(sets, what)]);
    if (!answer.known) found.unavailable('This org does not verify users of messaging by public keys.');
    let bare = 0;
    for (const component of found.take(answer)) {
      const { fullName: name, id } = component;
      const text = textOf(component, 'jsonWebKey');
      if (text === undefined) continue;
      const carried = { name, label: textOf(component, 'masterLabel') ?? name, field: `${type}.jsonWebKey`, id };
      found.search(text, carried);
      const content = contentOf(text);
      if (content === 'bare key') bare += 1;
      else found.carry(carried, content);
    }
    for (const component of found.take(ofSets)) {
      const target = textOf(component, 'jwksEndPoint');
      if (target) found.meet({ name: component.fullName, field: `${sets}.jwksEndPoint`, target, id: component.id });
    }
    if (bare > 0) found.note(`${plural(bare, 'bare key')} without a certificate, which has no end.`);
  },
};

type Content = { readonly certificates: readonly Certificate[]; readonly unreadable?: string };

/** The certificates of a key, or of the keys of a set. */
function contentOf(text: string): Content | 'bare key' {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { certificates: [], unreadable: 'Its key is not valid JSON; look at it in Setup.' };
  }
  const set = (parsed as { keys?: unknown } | null)?.keys;
  const chains = (Array.isArray(set) ? set : [parsed]).flatMap((key: unknown) => {
    const chain = (key as { x5c?: unknown } | null)?.x5c;
    return Array.isArray(chain) ? [chain] : [];
  });
  if (chains.length === 0) return 'bare key';
  const bodies = chains.flat().map((entry: unknown) => readBody(String(entry)));
  const problem = bodies.find((body) => body.problem)?.problem;
  return { certificates: bodies.flatMap((body) => body.certificates), ...(problem ? { unreadable: problem } : {}) };
}
