import { daysAfter } from '../time/time.ts';
import type { Authority } from '../certificates/issue.ts';
import { issueAuthority } from '../certificates/issue.ts';
import type { KeyRing } from '../certificates/key-ring.ts';
import { ecKeyPair } from '../certificates/keys.ts';

/** The invented authorities that the company deals with. */
export interface Authorities {
  /** Looks publicly trusted: its leaves carry CA/Browser Forum policy OIDs. On the org's list of roots. */
  readonly northlightRoot: Authority;
  /** Organization-validated, for servers and, as older hierarchies do, clients. */
  readonly northlight: Authority;
  /** Domain-validated, short-lived. */
  readonly northlightDomain: Authority;
  /** On the org's list of roots and not part of the web's public hierarchy: issues client certificates only. */
  readonly meridianRoot: Authority;
  readonly meridian: Authority;
  /** The company's own; Salesforce does not know it. */
  readonly acmeRoot: Authority;
  readonly acme: Authority;
  /** An old partner's, signing with SHA-1. */
  readonly oldHarbor: Authority;
}

/** Policy identifiers of the CA/Browser Forum (Baseline Requirements 7.1.6.1). */
const domainValidated = '2.23.140.1.2.1';
const organizationValidated = '2.23.140.1.2.2';

const years = 365.25;

export async function makeAuthorities(now: Date, ring: KeyRing): Promise<Authorities> {
  const validity = (since: number, until: number): { notBefore: Date; notAfter: Date } => ({
    notBefore: daysAfter(now, -Math.round(since * years)),
    notAfter: daysAfter(now, Math.round(until * years)),
  });
  const root = async (subject: string, host?: string): Promise<Authority> =>
    issueAuthority({
      subject,
      keys: await ecKeyPair(),
      ...validity(8, 14),
      ...(host === undefined ? {} : { host }),
    });
  const [northlightRoot, meridianRoot, acmeRoot, oldHarbor] = await Promise.all([
    root('CN=Northlight Global Root R2, O=Northlight Trust Services, C=SE', 'northlight.example'),
    root('CN=Meridian Device Root CA, O=Meridian Identity Ltd, C=IE', 'meridian.example'),
    root('CN=Acme Freight Private Root CA, O=Acme Freight Inc, C=US'),
    ring
      .rsa('Old Harbor', 2048, 'SHA-1')
      .then((keys) =>
        issueAuthority({ subject: 'CN=Old Harbor Signing CA, O=Old Harbor Logistics, C=US', keys, ...validity(11, 4) }),
      ),
  ]);
  const [northlight, northlightDomain, meridian, acme] = await Promise.all([
    issueAuthority({
      subject: 'CN=Northlight OV TLS CA 2023, O=Northlight Trust Services, C=SE',
      keys: await ecKeyPair(),
      issuer: northlightRoot,
      policies: [organizationValidated],
      host: 'ov2023.northlight.example',
      purposes: ['serverAuth', 'clientAuth'],
      ...validity(3, 7),
    }),
    issueAuthority({
      subject: 'CN=Northlight DV TLS CA 7, O=Northlight Trust Services, C=SE',
      keys: await ecKeyPair(),
      issuer: northlightRoot,
      policies: [domainValidated],
      host: 'dv7.northlight.example',
      purposes: ['serverAuth'],
      ...validity(3, 5),
    }),
    issueAuthority({
      subject: 'CN=Meridian Client CA 4, O=Meridian Identity Ltd, C=IE',
      keys: await ecKeyPair(),
      issuer: meridianRoot,
      host: 'client4.meridian.example',
      purposes: ['clientAuth'],
      ...validity(4, 6),
    }),
    issueAuthority({
      subject: 'CN=Acme Freight Partner Issuing CA 1, O=Acme Freight Inc, C=US',
      keys: await ecKeyPair(),
      issuer: acmeRoot,
      ...validity(4, 6),
    }),
  ]);
  return { northlightRoot, northlight, northlightDomain, meridianRoot, meridian, acmeRoot, acme, oldHarbor };
}

/** What `/cacerts.jsp` lists. */
export function listedRoots({ northlightRoot, meridianRoot }: Authorities): Authority[] {
  return [northlightRoot, meridianRoot];
}
