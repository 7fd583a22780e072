import { hierarchyOf } from '../../checks/hierarchy.ts';
import { listOf } from '../../findings/index.ts';
import type { RuleSource } from '../../findings/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import type { HeldChain } from '../../inventory/index.ts';
import type { Rule, Use } from '../../uses/index.ts';
import { describeExtendedKeyUsage } from '../../x509/index.ts';
import type { Certificate } from '../../x509/index.ts';
import { reason } from './reason.ts';
import type { Reason } from './reason.ts';

const KEY =
  'So this one can be used only if its key is in the org: made there with its signing request (CSR), or imported with a keystore.';
const IN_ORG = 'Its private key is in the org: made there with its signing request (CSR), or imported with a keystore.';
const ACCEPTED = 'Whoever runs the called server accepts it.';
const NOT_LOOKED_AT = 'That was not looked at here.';

/** What the use itself asks of a certificate, by what its sources say (core/uses). */
export function reasonsOfUse(use: Use, chain: HeldChain): Reason[] {
  const { leaf } = chain;
  const { kind } = hierarchyOf(chain);
  const { trust, revocation, privateKeyInOrg } = use;
  return [
    ...(kind === 'self-signed' ? [issuedAs(use.selfSigned)] : []),
    ...(kind === 'private' ? [issuedAs(use.privateCa)] : []),
    ...(use.purposeNeeded !== 'none' && isAuthority(leaf) ? [isSelfSigned(leaf) ? ownAuthority : authority] : []),
    ...(use.trustModel === 'org-list' ? [reason('unknown', `${trust.statement} ${NOT_LOOKED_AT}`, trust.source)] : []),
    ...(revocation.value === 'required'
      ? [reason('unknown', `${revocation.statement} ${NOT_LOOKED_AT}`, revocation.source)]
      : []),
    ...purposeOf(use, leaf),
    ...(privateKeyInOrg.value === 'required'
      ? [reason('remark', `${privateKeyInOrg.statement} ${KEY}`, privateKeyInOrg.source, IN_ORG)]
      : []),
  ];
}

/** What a use says of certificates without a public authority. A doubt of its source is one here. */
function issuedAs({ value, statement, doubt, conflict, source }: Rule): Reason {
  if (value === 'unknown') return reason('unknown', statement, source);
  if (value !== 'forbidden') return reason('remark', statement, source);
  const sure = doubt === undefined && conflict === undefined;
  return sure
    ? reason('no', statement, source)
    : reason('unknown', `Probably not: ${statement.charAt(0).toLowerCase()}${statement.slice(1)}`, source);
}

function isAuthority(leaf: Certificate): boolean {
  return leaf.extensions.basicConstraints?.ca === true;
}

const profile: RuleSource = { document: 'CA/Browser Forum TLS Baseline Requirements', section: '7.1.2.7.8' };

/** Self-signed ones, Salesforce's own among them, may say so of themselves: they are believed for what they are. */
const ownAuthority = reason(
  'remark',
  'It says of itself that it may vouch for others (CA), as self-signed certificates that Salesforce makes do.',
  profile,
);

const authority = reason(
  'unknown',
  'It is the certificate of an authority, made to vouch for others (CA), and many refuse one in place of a certificate of its own.',
  profile,
);

function purposeOf({ purpose, purposeNeeded }: Use, leaf: Certificate): Reason[] {
  if (purposeNeeded === 'none') return [reason('yes', purpose.statement, purpose.source)];
  const purposes = leaf.extensions.extendedKeyUsage;
  const stated = purposes
    ? `This one may ${listOf(purposes.map(describeExtendedKeyUsage))}.`
    : 'This one does not say what it may be used for (no extended key usage, EKU), so it may be used for anything.';
  const names = (leaf.extensions.subjectAltName ?? []).flatMap(({ type, value }) =>
    type === 'dns' || type === 'ip' ? [value] : [],
  );
  return [
    reason(
      'yes',
      `${purpose.statement} ${stated}`,
      purpose.source,
      purposeNeeded === 'target-decides' ? ACCEPTED : undefined,
    ),
    ...(purposeNeeded === 'serverAuth' && names.length > 0 ? [reason('remark', namesIn(names), rfc9525)] : []),
  ];
}

const rfc9525: RuleSource = { document: 'RFC 9525', section: '6.3' };
const SHOWN = 4;

function namesIn(names: readonly string[]): string {
  const more = names.length - SHOWN;
  const shown = listOf([...names.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])]);
  return `The address that is called must be among its names (subject alternative names): ${shown}.`;
}
