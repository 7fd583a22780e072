import type { Certificate } from '../x509/model.ts';
import { label } from './certificate-label.ts';
import { problem, type Problem } from './problem.ts';

/**
 * RFC 5280 section 6.1.4 (l) and (m), from the anchor down. The anchor's own limit counts as well (RFC 5937).
 * @param path Leaf first, anchor last.
 * @param maxIntermediates The caller's limit.
 */
export function pathLengthProblem(path: readonly Certificate[], maxIntermediates: number): Problem | undefined {
  let left = Math.min(maxIntermediates, path.at(-1)!.extensions.basicConstraints?.pathLength ?? Infinity);
  let limiting = left === maxIntermediates ? undefined : path.at(-1)!;
  for (let i = path.length - 2; i >= 1; i--) {
    const certificate = path[i]!;
    // (l)
    if (!certificate.selfIssued) {
      // A limit that is no number allows none.
      if (!(left > 0)) return tooLong(certificate, limiting);
      left--;
    }
    // (m)
    const own = certificate.extensions.basicConstraints?.pathLength ?? Infinity;
    if (own < left) {
      left = own;
      limiting = certificate;
    }
  }
  return undefined;
}

function tooLong(certificate: Certificate, limiting: Certificate | undefined): Problem {
  const who = limiting === undefined ? 'The path' : label(limiting);
  return problem(
    'path-too-long',
    certificate,
    'RFC 5280 section 6.1.4 (l)',
    `${who} does not allow so many certificate authorities below it; ${label(certificate)} is one too many (path length).`,
  );
}
