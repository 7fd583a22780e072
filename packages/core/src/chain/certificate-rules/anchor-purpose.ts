import { extendedKeyUsageName, trustFor, type Trust } from '../../x509/index.ts';
import type { Certificate, TrustSettings } from '../../x509/model.ts';
import { label } from '../certificate-label.ts';
import { problem, type Problem } from '../problem.ts';
import type { PathPurpose } from '../request.ts';
import { PURPOSE_OIDS } from './purpose.ts';

const RULE = 'trust settings of TRUSTED CERTIFICATE (openssl-x509, -addtrust and -addreject)';

/**
 * Whether an anchor's trust settings let it be one for a purpose, decided as OpenSSL does. With purpose `any` nobody says what for,
 * so an anchor that is trusted for certain purposes only is none.
 */
export function anchorPurposeProblem(anchor: Certificate, purpose: PathPurpose): Problem | undefined {
  const settings = anchor.trustSettings;
  if (settings === undefined) return undefined;
  const trust = trustFor(settings, purpose === 'any' ? undefined : PURPOSE_OIDS[purpose]);
  if (trust === 'trusted') return undefined;
  return problem(
    'anchor-not-for-purpose',
    anchor,
    RULE,
    `${label(anchor)} is given as an anchor, but ${fault(settings, trust, purpose)}.`,
  );
}

function fault(settings: TrustSettings, trust: Exclude<Trust, 'trusted'>, purpose: PathPurpose): string {
  const asked = purpose === 'any' ? 'every purpose' : `${USERS[purpose]} (${purpose})`;
  if (trust === 'rejected') return `its trust settings reject it for ${asked}`;
  const only = purposeNames(settings.trusted ?? []) || 'nothing';
  return `its trust settings trust it for ${only} only, ${purpose === 'any' ? 'and no purpose was named' : `not for ${asked}`}`;
}

const USERS = { serverAuth: 'servers', clientAuth: 'clients' } as const;

/** Purposes by the names that the field and OpenSSL have for them. */
export const purposeNames = (oids: readonly string[]): string => oids.map(extendedKeyUsageName).join(', ');
