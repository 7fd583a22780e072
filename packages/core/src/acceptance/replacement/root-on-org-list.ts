import { citationOf } from '../../findings/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import { policyRule } from '../../policy/index.ts';
import { useById } from '../../uses/index.ts';
import type { ReplacementReason } from './model.ts';
import { ownAdmin, reason, shownBy } from './place.ts';
import type { PlaceQuestion, Replacement } from './place.ts';
import { hasSameRoot } from './same-root.ts';

const { source: listSource } = policyRule('salesforce.cacerts');

/** Salesforce trusts what is below the roots of the org's own list, and no other list stands in for it. */
export function rootOnOrgList(replacement: Replacement, place: PlaceQuestion): ReplacementReason[] {
  const { new: next } = replacement;
  const { selfSigned, privateCa } = useById(place.use ?? 'outbound-apex-one-way-tls');
  const who = shownBy(place);
  const other =
    'Take a certificate from an authority whose root is on the list. A private authority cannot be put there.';
  const told = { subject: 'root' as const, rule: citationOf(listSource), who };
  const { listed } = next;
  if (listed?.verdict === 'listed' && listed.by !== 'subject') {
    return [
      reason({
        ...told,
        outcome: 'unchanged',
        who: null,
        why: `Its root, "${listed.anchor.name}", is on the list that the org trusts.`,
      }),
    ];
  }
  const same = hasSameRoot(replacement);
  if (next.path.length === 1 && isSelfSigned(next.leaf) && !(same === true && !listed)) {
    const why =
      'The new certificate is signed by itself, and Salesforce accepts only what leads to a root of its list.';
    return [reason({ ...told, outcome: 'breaks', why, what: other, rule: selfSigned.source })];
  }
  if (listed?.verdict === 'absent') {
    return [
      reason({
        ...told,
        outcome: 'breaks',
        why: `"${listed.root}", to which the new chain leads, is not on the list that the org trusts (/cacerts.jsp).`,
        what: other,
      }),
    ];
  }
  const compare = {
    who: ownAdmin(),
    what: 'Save https://MyDomain.my.salesforce.com/cacerts.jsp, and compare again with --trust-store FILE.',
  };
  if (listed) {
    const why =
      listed.verdict === 'unknown'
        ? listed.reason
        : `The list has an entry called "${listed.anchor.name}", and gives nothing by which to know whether it is the same root.`;
    return [
      reason({
        ...told,
        ...compare,
        outcome: 'unknown',
        why,
        what: 'Compare the fingerprint of the root with the list (/cacerts.jsp), or give the whole chain.',
      }),
    ];
  }
  if (same === true) {
    const why = `Both lead to the same root${next.root ? ` ("${next.root.name}")` : ''}. Whether it is on the list that the org trusts was not looked at, and does not change.`;
    return [reason({ ...told, who: null, outcome: 'unchanged', why })];
  }
  const probably = next.kind === 'private' ? ` Probably not: ${lower(privateCa.statement)}` : '';
  const changed = next.root
    ? `The new chain leads to "${next.root.name}"`
    : 'To which root the new chain leads does not show';
  const why = `${changed}, and whether that is on the list that the org trusts (/cacerts.jsp) cannot be told without the list.${probably}`;
  return [reason({ ...told, ...compare, outcome: 'unknown', why })];
}

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
