import type { Certificate, Name } from '../x509/model.ts';

/** How a certificate is called in sentences: its common name, else the whole subject, in quotes. */
export function label(certificate: Certificate): string {
  return nameLabel(certificate.subject);
}

export function nameLabel(name: Name): string {
  const text = name.get('CN') ?? name.text;
  return text === '' ? 'the certificate without a subject' : quoted(text);
}

/** A text of somebody else's within a sentence, in quotes. Control characters and overlong names do not belong there. */
export function quoted(text: string): string {
  const clean = text.replace(/\p{C}/gu, '\u{fffd}');
  return `"${clean.length > 100 ? `${clean.slice(0, 99)}…` : clean}"`;
}

/** A day as people write it, in UTC: `26 Nov 2026 02:15 UTC`. */
export function dateText(date: Date): string {
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][
    date.getUTCMonth()
  ];
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()} ${time} UTC`;
}
