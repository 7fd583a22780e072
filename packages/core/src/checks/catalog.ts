import { chainIncomplete } from './chain-incomplete.ts';
import { chainNotGenuine } from './chain-not-genuine.ts';
import type { Check } from './check.ts';
import { clientAuthEnding } from './client-auth-ending.ts';
import { distrustedRoot } from './distrusted-root.ts';
import { dualPurposePublic } from './dual-purpose-public.ts';
import { expired } from './expired.ts';
import { expiring } from './expiring.ts';
import { expiryNotificationUnassigned } from './expiry-notification-unassigned.ts';
import { notYetValid } from './not-yet-valid.ts';
import { pendingSignature } from './pending-signature.ts';
import { privateKeyExportable } from './private-key-exportable.ts';
import { retiringRoot } from './retiring-root.ts';
import { rootNotInOrgList } from './root-not-in-org-list.ts';
import { trustDataTooOld } from './trust-data-too-old.ts';
import { trustNotVerified } from './trust-not-verified.ts';
import { validityTooLong } from './validity-too-long.ts';
import { weakKey } from './weak-key.ts';
import { weakSignature } from './weak-signature.ts';

/** Every check, in the order in which people meet them. Ids are stable: they stand in waivers and in other tools. */
export const checkCatalog: readonly Check[] = [
  expired,
  notYetValid,
  expiring,
  clientAuthEnding,
  dualPurposePublic,
  validityTooLong,
  weakKey,
  weakSignature,
  pendingSignature,
  chainIncomplete,
  chainNotGenuine,
  rootNotInOrgList,
  trustNotVerified,
  distrustedRoot,
  retiringRoot,
  trustDataTooOld,
  privateKeyExportable,
  expiryNotificationUnassigned,
];
