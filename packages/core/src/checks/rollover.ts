import { dayOf } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import { endingsOf, heldChain, isOver, isSentByServer } from '../inventory/index.ts';
import { roomOf } from '../uses/index.ts';
import type { Room } from '../uses/index.ts';
import type { CheckContext } from './check.ts';
import { nameOf } from './check.ts';
import { usesOf } from './uses-of-holding.ts';

/** What the advice depends on beside the holding itself. */
export type RenewalContext = Pick<CheckContext, 'inventory' | 'uses' | 'at'>;

/** Where what is held outside Salesforce's own store lies. */
export function placeOf(holding: Holding): string {
  return holding.path ?? `the configuration "${nameOf(holding)}"`;
}

/** The certificate itself is over. */
export function hasEnded(holding: Holding, { at }: Pick<RenewalContext, 'at'>): boolean {
  return endingsOf(holding).some((ending) => ending.of !== 'intermediate' && isOver(ending, at));
}

/** How the certificate of somebody else is replaced: by how many the place takes, and whether it still works. */
export function certificateOfOthers(holding: Holding, context: RenewalContext): string {
  const entries = [...usesOf(context, holding).uses, ...usesOf(context, holding).others];
  const room = entries.map(({ reference }) => roomOf(reference.field)).find(Boolean);
  if (room) return room.takes === 'one' ? oneAfterTheOther(holding, room, context) : besideEachOther(holding, room);
  if (entries.some(({ kind }) => kind === 'meets') || isSentByServer(holding)) {
    return `Its owner renews it on the server, and nothing is put in here: ask who runs ${nameOf(holding)} whether that is under way.`;
  }
  if (holding.source.startsWith('file:') || holding.source.startsWith('project.files')) {
    return `Get its successor from its owner or its certificate authority, and put it where this one is used; ${placeOf(holding)} is a copy.`;
  }
  return `Ask the owner of the certificate for its successor, agree on when each side changes, and put it in ${placeOf(holding)} then.`;
}

/** A list takes the new certificate while the old one still works: nobody is ever locked out. */
function besideEachOther(holding: Holding, { owner }: Room): string {
  return (
    `Ask ${owner} for the successor and add it beside this one before they switch over; take ${nameOf(holding)} off when nobody ` +
    'comes with it any more.'
  );
}

/** The new certificate drops the old one at once, so being early cuts people off just as being late does. */
function oneAfterTheOther(holding: Holding, room: Room, context: RenewalContext): string {
  const { owner, second, wayBackIn } = room;
  const next = nextOf(holding, room, context);
  const end = wayBackIn === undefined ? '' : ` ${wayBackIn}`;
  const over = hasEnded(holding, context);
  const agree = over
    ? `Ask ${owner} which certificate is in use now. If it is a new one, put it in ${placeOf(holding)} at once; if not, agree on a moment and change both sides then.`
    : `There is room for one certificate in ${placeOf(holding)}, and a change on one side alone cuts everybody off: agree with ${owner} on a moment and change both sides then.`;
  if (next) {
    const until = dayOf(next.end, context.at);
    return `${nameOf(next.holding)} is configured for the same issuer and holds a certificate that lasts until ${until}: move over to it, then remove this one. Else: ${lower(agree)}${end}`;
  }
  return `${agree}${second === undefined || over ? '' : ` Or ${second}.`}${end}`;
}

interface Next {
  readonly holding: Holding;
  readonly end: Date;
}

/** Another configuration of the same other side, which has a certificate that lasts longer. */
function nextOf(holding: Holding, room: Room, { inventory, uses, at }: RenewalContext): Next | undefined {
  const leaf = heldChain(holding.certificates)?.leaf;
  const candidates = inventory.holdings.flatMap((other): Next[] => {
    const theirs = heldChain(other.certificates)?.leaf;
    if (!leaf || !theirs || other === holding || other.kind !== 'trusted') return [];
    const sameKind = usesOf({ uses }, other).uses.some(({ reference }) => roomOf(reference.field) === room);
    const samePartner =
      holding.partner === undefined || other.partner === undefined
        ? leaf.subject.canonical === theirs.subject.canonical
        : holding.partner === other.partner;
    const works = theirs.notBefore <= at && theirs.notAfter > at && theirs.notAfter > leaf.notAfter;
    return sameKind && samePartner && works ? [{ holding: other, end: theirs.notAfter }] : [];
  });
  return candidates.sort((a, b) => b.end.getTime() - a.end.getTime())[0];
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
