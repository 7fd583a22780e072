/**
 * Every finding by itself, for whoever looks at one certificate after the other: what is told as one is taken apart.
 */
export function eachFinding<One extends { readonly parts?: readonly One[] }>(findings: readonly One[]): One[] {
  return findings.flatMap((finding) => finding.parts ?? [finding]);
}
