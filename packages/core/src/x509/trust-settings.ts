import { shownText, StringTag } from './character-string.ts';
import { context, DerCursor, Tag } from './der.ts';
import { CertificateParseError } from './errors.ts';
import type { Der, TrustSettings } from './model.ts';

const ANY_PURPOSE = '2.5.29.37.0';

/** How a certificate with trust settings stands to one purpose. */
export type Trust = 'trusted' | 'rejected' | 'not-among-trusted';

/**
 * Reads what OpenSSL appends to a certificate in a `TRUSTED CERTIFICATE` (`X509_CERT_AUX`, made by `openssl x509 -addtrust
 * -addreject -setalias`).
 * @throws CertificateParseError when it is something else
 */
export function readTrustSettings(der: Der): TrustSettings {
  const what = 'the trust settings';
  const outer = new DerCursor(der);
  const settings = outer.enter(Tag.sequence, what);
  outer.finish(what);
  const trusted = settings.take(Tag.sequence, what) ? purposesIn(settings, what) : undefined;
  const rejected = settings.take(context(0, true), what) ? purposesIn(settings, what) : [];
  const alias = settings.take(Tag.utf8String, what) ? shownText(StringTag.utf8, settings.content()) : undefined;
  settings.take(Tag.octetString, what);
  settings.take(context(1, true), what);
  settings.finish(what);
  return { ...(trusted && { trusted }), rejected, ...(alias !== undefined && { alias }) };
}

function purposesIn(cursor: DerCursor, what: string): string[] {
  const inner = cursor.inside();
  const purposes: string[] = [];
  while (!inner.done) purposes.push(inner.oid(what));
  return purposes;
}

/** Trust settings that are all there is behind a certificate, but for line ends; undefined when something else is. */
export function trustSettingsBehind(behind: Der): TrustSettings | undefined {
  try {
    const cursor = new DerCursor(behind);
    cursor.expect(Tag.sequence, 'the trust settings');
    return isBlank(behind.subarray(cursor.at)) ? readTrustSettings(cursor.element()) : undefined;
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}

const isBlank = (octets: Der): boolean => octets.every((octet) => octet === 0x20 || (octet >= 0x09 && octet <= 0x0d));

/**
 * Whether a certificate with these settings may be an anchor for a purpose, as OpenSSL decides (`X509_check_trust`): what is
 * rejected counts first; where some purposes are trusted, all others are not.
 * @param purpose OID of a purpose; undefined when it is not to be trusted for one in particular
 */
export function trustFor({ trusted, rejected }: TrustSettings, purpose: string | undefined): Trust {
  const names = (list: readonly string[]): boolean =>
    list.includes(ANY_PURPOSE) || (purpose !== undefined && list.includes(purpose));
  if (names(rejected)) return 'rejected';
  return trusted === undefined || names(trusted) ? 'trusted' : 'not-among-trusted';
}

/** The settings of one certificate that was given twice: whatever either of them holds back is held back. */
export function strictest(a: TrustSettings, b: TrustSettings): TrustSettings {
  const trusted =
    a.trusted && b.trusted ? a.trusted.filter((one) => b.trusted?.includes(one)) : (a.trusted ?? b.trusted);
  const alias = a.alias ?? b.alias;
  return {
    ...(trusted && { trusted }),
    rejected: [...new Set([...a.rejected, ...b.rejected])],
    ...(alias !== undefined && { alias }),
  };
}
