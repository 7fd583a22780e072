import { referenceName } from '../../chain/index.ts';
import type { CertificationRequest } from '../../x509/index.ts';

/** A name as an ACME order has it: RFC 8555 section 7.1.4 and RFC 8738 section 3. */
export interface Identifier {
  readonly type: 'dns' | 'ip';
  /** In lower case; a wildcard keeps its `*.`. */
  readonly value: string;
}

/** What a request asks to be certified. */
export interface AskedNames {
  /** Each once, in the order of the request; the common name first. */
  readonly identifiers: readonly Identifier[];
  /** What stands where a name belongs and is none that can be verified, as written. */
  readonly others: readonly { readonly kind: 'common name' | 'email' | 'uri' | 'other'; readonly text: string }[];
}

/**
 * Names that a signing request asks for: its subject alternative names, and its common name, which authorities add to them.
 *
 * @source RFC 8555 section 7.4
 */
export function askedNames({ subject, extensions }: CertificationRequest): AskedNames {
  const identifiers = new Map<string, Identifier>();
  const others: { kind: AskedNames['others'][number]['kind']; text: string }[] = [];
  const commonName = subject.get('CN');
  const take = (text: string, kind: AskedNames['others'][number]['kind']): void => {
    const identifier = identifierOf(text);
    if (identifier) identifiers.set(`${identifier.type} ${identifier.value}`, identifier);
    else others.push({ kind, text });
  };
  if (commonName !== undefined) take(commonName, 'common name');
  for (const { type, value, undecoded } of extensions.subjectAltName ?? []) {
    if ((type === 'dns' || type === 'ip') && !undecoded) take(value, 'other');
    else others.push({ kind: type === 'email' || type === 'uri' ? type : 'other', text: value });
  }
  return { identifiers: [...identifiers.values()], others };
}

/** The identifier that a text names; undefined when it is no host name, wildcard or address. */
export function identifierOf(text: string): Identifier | undefined {
  const wildcard = text.startsWith('*.');
  const name = referenceName(wildcard ? text.slice(2) : text);
  if (name.kind === 'dns' && name.name.includes('.') && !/(?:^|\.)[\d.]+$/.test(name.name)) {
    return { type: 'dns', value: wildcard ? `*.${name.name}` : name.name };
  }
  return name.kind === 'ip' && !wildcard ? { type: 'ip', value: text.toLowerCase() } : undefined;
}

/** A key for a set of names, whatever their order. */
export function nameSetKey(identifiers: readonly Identifier[]): string {
  return identifiers
    .map(({ type, value }) => `${type}:${value}`)
    .sort()
    .join(' ');
}
