import type { Certificate } from '../../x509/model.ts';
import { dateText, label } from '../certificate-label.ts';
import { problem, type Problem } from '../problem.ts';

const RULE = 'RFC 5280 section 6.1.3 (a)(2)';

/** A certificate that ends before it starts is valid at no time, wherever today lies between the two. */
export function reversedValidityProblem(certificate: Certificate): Problem | undefined {
  const { notBefore, notAfter } = certificate;
  if (notAfter >= notBefore) return undefined;
  return problem(
    'never-valid',
    certificate,
    RULE,
    `${label(certificate)} can never be valid: it ends (${dateText(notAfter)}) before it starts (${dateText(notBefore)}). A new one is needed.`,
  );
}

/**
 * RFC 5280 section 6.1.3 (a)(2): valid from notBefore through notAfter, both inclusive. Certificates count in whole seconds,
 * so the moment is taken down to its second.
 */
export function validityProblem(certificate: Certificate, at: Date): Problem | undefined {
  const never = reversedValidityProblem(certificate);
  if (never !== undefined) return never;
  const second = Math.floor(at.getTime() / 1000) * 1000;
  // Compared with what is no number, every date would pass.
  if (Number.isNaN(second))
    return problem(
      'time-unknown',
      certificate,
      RULE,
      `Whether ${label(certificate)} is valid cannot be told: the time asked about is no date.`,
    );
  if (second < certificate.notBefore.getTime())
    return problem(
      'not-yet-valid',
      certificate,
      RULE,
      `${label(certificate)} is not valid before ${dateText(certificate.notBefore)}.`,
    );
  if (second > certificate.notAfter.getTime())
    return problem('expired', certificate, RULE, `${label(certificate)} expired on ${dateText(certificate.notAfter)}.`);
  return undefined;
}
