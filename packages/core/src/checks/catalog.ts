import { chainIncomplete } from './chain-incomplete.ts';
import type { Check } from './check.ts';
import { expired } from './expired.ts';
import { expiring } from './expiring.ts';
import { expiryNotificationUnassigned } from './expiry-notification-unassigned.ts';
import { notYetValid } from './not-yet-valid.ts';
import { pendingSignature } from './pending-signature.ts';
import { privateKeyExportable } from './private-key-exportable.ts';
import { validityTooLong } from './validity-too-long.ts';
import { weakKey } from './weak-key.ts';
import { weakSignature } from './weak-signature.ts';

/** Every check, in the order in which people meet them. Ids are stable: they stand in waivers and in other tools. */
export const checkCatalog: readonly Check[] = [
  expired,
  notYetValid,
  expiring,
  validityTooLong,
  weakKey,
  weakSignature,
  pendingSignature,
  chainIncomplete,
  privateKeyExportable,
  expiryNotificationUnassigned,
];
