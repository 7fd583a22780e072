import type { Observation } from './check.ts';

/** What to do in full, and in the words that it shares with all that need the same. */
export type Remedy = Pick<Observation, 'remedy'> & Required<Pick<Observation, 'action'>>;

const SETUP = 'Setup > Certificate and Key Management';

/** One sentence for each kind of remedy, without names: lists put together what asks for the same. */
export const actions = {
  request: `Make a signing request (CSR) in ${SETUP}, have it signed, upload the chain, and choose the new certificate where this one is used.`,
  createSelfSigned: `Create a self-signed successor in ${SETUP}, hand its public certificate to the other side, and choose it where this one is used.`,
  replaceFile: 'Get the successor from the certificate authority and put it in the place of this one.',
  agreeOnMoment: 'Agree with the other side on a moment, and change the certificate on both sides then.',
  askWhichIsUsed:
    'Ask the other side which certificate it uses now, and put that one in; if it is still this one, change both sides together.',
  moveOver: 'Move over to the second configuration, which has a certificate that lasts longer, and remove this one.',
  addBeside: 'Ask the other side for the successor, and add it beside this one before they switch over.',
  askOperator: 'Ask who runs the server whether the renewal is under way.',
  replaceCopy: 'Get the successor from its owner or its certificate authority, and put it where this one is used.',
  askOwner: 'Ask the owner for the successor, and agree on when each side changes.',
  uploadChain: `Upload the current chain in ${SETUP}, the certificate first.`,
  askForChain: 'Ask who runs the server to install the current chain there.',
  putChain: 'Put the current chain in its place, the certificate first.',
  renewOrDelete: 'Nothing known uses it: renew it or delete it.',
} as const;
