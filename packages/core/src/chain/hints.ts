import type { Certificate } from '../x509/model.ts';
import { dateText, label, nameLabel } from './certificate-label.ts';
import { allowsPurpose } from './certificate-rules/purpose.ts';
import { serverNames } from './names/host-name.ts';
import type { CandidatePath } from './path-search.ts';
import type { ProblemCode } from './problem.ts';
import type { PathHint, PathPurpose } from './request.ts';

const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

/** What would probably make a failed candidate pass. Each hint is about one kind of problem; none is made up. */
export function hintsFor(candidate: CandidatePath, purpose: PathPurpose): PathHint[] {
  const codes = new Set(candidate.problems.map(({ code }) => code));
  return [
    codes.has('no-issuer') ? missingIntermediate(candidate.certificates.at(-1)!) : undefined,
    codes.has('untrusted-root') && candidate.certificates.length > 1 ? crossSign(candidate.certificates) : undefined,
    codes.has('expired') || codes.has('not-yet-valid') ? clock(candidate, codes) : undefined,
    codes.has('eku-missing') ? otherPurpose(candidate.certificates, purpose) : undefined,
    codes.has('anchor-not-for-purpose') && purpose === 'any' ? namePurpose() : undefined,
    codes.has('name-mismatch') ? otherNames(candidate.certificates[0]!) : undefined,
  ].filter((hint) => hint !== undefined);
}

function missingIntermediate(last: Certificate): PathHint {
  const url = issuerUrl(last);
  const where = url === undefined ? '' : ` It can be fetched from ${url}.`;
  return {
    code: 'missing-intermediate',
    message: `Add the certificate of ${nameLabel(last.issuer)}, which vouches for ${label(last)} (intermediate).${where}`,
    ...(url === undefined ? {} : { url }),
  };
}

function crossSign(certificates: readonly Certificate[]): PathHint {
  const root = certificates.at(-1)!;
  const below = certificates.at(-2)!;
  const url = issuerUrl(root) ?? issuerUrl(below);
  return {
    code: 'cross-sign',
    message:
      `Either add ${label(root)} to the trusted roots, or ask its CA for a copy that an older, trusted root has signed ` +
      `(cross-sign) and send it instead of the root.`,
    ...(url === undefined ? {} : { url }),
  };
}

/** Only when time is all that is wrong, and there is a time at which it would not be. */
function clock({ certificates }: CandidatePath, codes: ReadonlySet<ProblemCode>): PathHint | undefined {
  const onlyTime = [...codes].every((code) => code === 'expired' || code === 'not-yet-valid');
  const from = new Date(Math.max(...certificates.map(({ notBefore }) => notBefore.getTime())));
  const until = new Date(Math.min(...certificates.map(({ notAfter }) => notAfter.getTime())));
  if (!onlyTime || from > until) return undefined;
  return {
    code: 'clock',
    message: `All else is in order: the path would be valid from ${dateText(from)} until ${dateText(until)}. If that includes today, the day that was judged is another: check the clock, or the day that was asked for.`,
  };
}

function otherPurpose(certificates: readonly Certificate[], purpose: PathPurpose): PathHint | undefined {
  const other = purpose === 'serverAuth' ? 'clientAuth' : 'serverAuth';
  if (!certificates.every((certificate) => allowsPurpose(certificate, other))) return undefined;
  const [fits, wanted] = purpose === 'serverAuth' ? ['client', 'server'] : ['server', 'client'];
  return { code: 'purpose', message: `${label(certificates[0]!)} is fit for a ${fits}, not for a ${wanted}.` };
}

function namePurpose(): PathHint {
  return {
    code: 'purpose',
    message:
      'Say what the certificate is to be used for (server or client): the anchor is trusted for certain purposes only.',
  };
}

function otherNames(leaf: Certificate): PathHint | undefined {
  const names = serverNames(leaf);
  if (names.length === 0) return undefined;
  const shown = names.slice(0, 10).join(', ');
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return { code: 'name', message: `It is valid for ${shown}${more}.` };
}

/** First http address of the issuer's certificate (RFC 5280 section 4.2.2.1). */
function issuerUrl(certificate: Certificate): string | undefined {
  return certificate.extensions.authorityInfoAccess?.find(
    ({ method, location }) =>
      method === CA_ISSUERS && location.type === 'uri' && !location.undecoded && /^https?:\/\//i.test(location.value),
  )?.location.value;
}
