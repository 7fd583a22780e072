import { dayOf } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import { endingsOf, heldChain, isOver, isSentByServer } from '../inventory/index.ts';
import { roomOf } from '../uses/index.ts';
import type { Room } from '../uses/index.ts';
import type { CheckContext } from './check.ts';
import { nameOf } from './check.ts';
import { actions } from './remedy.ts';
import type { Remedy } from './remedy.ts';
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
export function certificateOfOthers(holding: Holding, context: RenewalContext): Remedy {
  const entries = [...usesOf(context, holding).uses, ...usesOf(context, holding).others];
  const room = entries.map(({ reference }) => roomOf(reference.field)).find(Boolean);
  if (room) return room.takes === 'one' ? oneAfterTheOther(holding, room, context) : besideEachOther(holding, room);
  if (entries.some(({ kind }) => kind === 'meets') || isSentByServer(holding)) {
    return {
      remedy: `Its owner renews it on the server, and nothing is put in here: ask who runs ${nameOf(holding)} whether that is under way.`,
      action: actions.askOperator,
    };
  }
  if (holding.source.startsWith('file:') || holding.source.startsWith('project.files')) {
    return {
      remedy: `Get its successor from its owner or its certificate authority, and put it where this one is used; ${placeOf(holding)} is a copy.`,
      action: actions.replaceCopy,
    };
  }
  return {
    remedy: `Ask the owner of the certificate for its successor, agree on when each side changes, and put it in ${placeOf(holding)} then.`,
    action: actions.askOwner,
  };
}

/** A list takes the new certificate while the old one still works: nobody is ever locked out. */
function besideEachOther(holding: Holding, { owner }: Room): Remedy {
  const remedy =
    `Ask ${owner} for the successor and add it beside this one before they switch over; take ${nameOf(holding)} off when nobody ` +
    'comes with it any more.';
  return { remedy, action: actions.addBeside };
}

/** The new certificate drops the old one at once, so being early cuts people off just as being late does. */
function oneAfterTheOther(holding: Holding, room: Room, context: RenewalContext): Remedy {
  const { owner, second, wayBackIn } = room;
  const next = nextOf(holding, room, context);
  const end = wayBackIn === undefined ? '' : ` ${wayBackIn}`;
  const over = hasEnded(holding, context);
  const agree = over
    ? `Ask ${owner} which certificate is in use now. If it is a new one, put it in ${placeOf(holding)} at once; if not, agree on a moment and change both sides then.`
    : `There is room for one certificate in ${placeOf(holding)}, and a change on one side alone cuts everybody off: agree with ${owner} on a moment and change both sides then.`;
  if (next) {
    const until = dayOf(next.end, context.at);
    return {
      remedy: `${nameOf(next.holding)} is configured for the same issuer and holds a certificate that lasts until ${until}: move over to it, then remove this one. Else: ${lower(agree)}${end}`,
      action: actions.moveOver,
    };
  }
  return {
    remedy: `${agree}${second === undefined || over ? '' : ` Or ${second}.`}${end}`,
    action: over ? actions.askWhichIsUsed : actions.agreeOnMoment,
  };
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
