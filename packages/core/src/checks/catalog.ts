import { chainIncomplete } from './chain-incomplete.ts';
import { chainNotGenuine } from './chain-not-genuine.ts';
import type { Check } from './check.ts';
import { clientAuthEnding } from './client-auth-ending.ts';
import { clientAuthMissing } from './client-auth-missing.ts';
import { computedName } from './computed-name.ts';
import { customDomainNames } from './custom-domain-names.ts';
import { deployMakesNewKey } from './deploy-makes-new-key.ts';
import { danglingReference } from './dangling-reference.ts';
import { distrustedRoot } from './distrusted-root.ts';
import { dualPurposePublic } from './dual-purpose-public.ts';
import { duplicateKey } from './duplicate-key.ts';
import { expired } from './expired.ts';
import { expiring } from './expiring.ts';
import { expiryNotificationUnassigned } from './expiry-notification-unassigned.ts';
import { exposedKey } from './exposed-key.ts';
import { jwtCertificateMismatch } from './jwt-certificate-mismatch.ts';
import { keystoreInCode } from './keystore-in-code.ts';
import { madeInAnotherOrg } from './made-in-another-org.ts';
import { mutualAuthNotEnforced } from './mutual-auth-not-enforced.ts';
import { mutualAuthWithoutCertificate } from './mutual-auth-without-certificate.ts';
import { neverValid } from './never-valid.ts';
import { notYetValid } from './not-yet-valid.ts';
import { pendingSignature } from './pending-signature.ts';
import { pinnedHash } from './pinned-hash.ts';
import { privateCaInbound } from './private-ca-inbound.ts';
import { privateKeyExportable } from './private-key-exportable.ts';
import { retiringRoot } from './retiring-root.ts';
import { revoked } from './revoked.ts';
import { rootNotInOrgList } from './root-not-in-org-list.ts';
import { ruleViolation } from './rule-violation.ts';
import { selfSignedServerOutbound } from './self-signed-server-outbound.ts';
import { serverNotAccepted } from './server-not-accepted.ts';
import { serverAuthMissing } from './server-auth-missing.ts';
import { sharedCertificate } from './shared-certificate.ts';
import { ssoShortLived } from './sso-short-lived.ts';
import { trustDataTooOld } from './trust-data-too-old.ts';
import { trustNotVerified } from './trust-not-verified.ts';
import { unusedCertificate } from './unused-certificate.ts';
import { validityTooLong } from './validity-too-long.ts';
import { weakKey } from './weak-key.ts';
import { weakSignature } from './weak-signature.ts';

/** Every check, in the order in which people meet them. Ids are stable: they stand in waivers and in other tools. */
export const checkCatalog: readonly Check[] = [
  expired,
  neverValid,
  notYetValid,
  expiring,
  revoked,
  danglingReference,
  clientAuthMissing,
  serverAuthMissing,
  customDomainNames,
  clientAuthEnding,
  dualPurposePublic,
  validityTooLong,
  ssoShortLived,
  weakKey,
  weakSignature,
  ruleViolation,
  pendingSignature,
  chainIncomplete,
  chainNotGenuine,
  rootNotInOrgList,
  trustNotVerified,
  privateCaInbound,
  selfSignedServerOutbound,
  serverNotAccepted,
  distrustedRoot,
  retiringRoot,
  trustDataTooOld,
  mutualAuthWithoutCertificate,
  mutualAuthNotEnforced,
  jwtCertificateMismatch,
  pinnedHash,
  keystoreInCode,
  exposedKey,
  privateKeyExportable,
  madeInAnotherOrg,
  deployMakesNewKey,
  duplicateKey,
  sharedCertificate,
  unusedCertificate,
  computedName,
  expiryNotificationUnassigned,
];
