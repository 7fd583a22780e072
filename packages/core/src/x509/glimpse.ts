import { DerCursor, Tag, context } from './der.ts';
import { CertificateParseError } from './errors.ts';
import type { Der, Name } from './model.ts';
import { readName } from './name.ts';

/** Names that can be told of a certificate, list or request that cannot be read as a whole. */
export interface Glimpse {
  readonly subject?: Name | undefined;
  readonly issuer?: Name | undefined;
}

/** Steps over the fields in front of the names, looking at nothing but their outline, so that what is broken elsewhere does not matter. */
export function glimpse(der: Der, kind: 'certificate' | 'request' | 'crl'): Glimpse {
  const what = 'the file';
  const found: { subject?: Name | undefined; issuer?: Name | undefined } = {};
  attempt(() => {
    const outer = new DerCursor(der);
    outer.expect(Tag.sequence, what);
    const whole = outer.inside();
    whole.expect(Tag.sequence, what);
    const signed = whole.inside();
    if (kind === 'certificate') signed.take(context(0, true), what);
    signed.take(Tag.integer, what);
    if (kind === 'request') return void (found.subject = readName(signed, what, []));
    signed.read(what);
    found.issuer = nameOrNothing(signed);
    if (kind === 'crl') return;
    signed.expect(Tag.sequence, what);
    found.subject = nameOrNothing(signed);
  });
  return found;
}

/** A name that cannot be read is stepped over, so that the one behind it still can. */
function nameOrNothing(cursor: DerCursor): Name | undefined {
  const ahead = new DerCursor(cursor.bytes, cursor.at, cursor.end);
  cursor.read('a name');
  return attempt(() => readName(ahead, 'a name', []));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}
