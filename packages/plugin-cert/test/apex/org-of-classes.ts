import { findApexReferences } from '../../src/apex/find-apex-references.ts';
import type { ApexReferences } from '../../src/apex/find-apex-references.ts';
import type { CertificateName } from '../../src/apex/reference.ts';

/** References in the given files: name with extension → code. */
export function findIn(files: Readonly<Record<string, string>>): ApexReferences {
  return findApexReferences(Object.entries(files).map(([path, source]) => ({ path, source })));
}

/** References in one class, `Partner`, with these members; other classes may stand beside it. */
export function findInMembers(members: string, others: Readonly<Record<string, string>> = {}): ApexReferences {
  return findIn({ 'Partner.cls': `public class Partner {\n${members}\n}`, ...others });
}

/** The names that statements of a method give as certificates. */
export function namesIn(statements: string, others: Readonly<Record<string, string>> = {}): CertificateName[] {
  return namesInMembers(`void call(HttpRequest req) {\n${statements}\n}`, others);
}

export function namesInMembers(members: string, others: Readonly<Record<string, string>> = {}): CertificateName[] {
  const { references, problems } = findInMembers(members, others);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return references.map(({ name }) => name);
}

/** Literal values in the order found; anything else as its kind. */
export function valuesOf(names: readonly CertificateName[]): string[] {
  return names.map((name) => (name.kind === 'literal' ? name.value : `(${name.kind})`));
}
