/**
 * A key by which names from different printers compare: lists write a distinguished name forwards or backwards, with or
 * without spaces, and abbreviate types differently. Not RFC 5280 name comparison, which needs the encoded names.
 *
 * @param text RFC 4514 text or what Java's keytool and openssl print
 */
export function nameKey(text: string): string {
  return splitName(text)
    .map((part) => {
      const at = part.indexOf('=');
      if (at < 0) return part.trim().toLowerCase();
      const type = part.slice(0, at).trim().toLowerCase();
      return `${synonyms[type] ?? type}=${unquote(part.slice(at + 1).trim())
        .replaceAll(/\s+/g, ' ')
        .toLowerCase()}`;
    })
    .sort()
    .join(',');
}

const synonyms: Readonly<Record<string, string>> = {
  s: 'st',
  e: 'emailaddress',
  email: 'emailaddress',
  '1.2.840.113549.1.9.1': 'emailaddress',
  '2.5.4.5': 'serialnumber',
  '2.5.4.97': 'organizationidentifier',
};

/** Parts between commas, pluses and openssl's old slashes that are neither escaped nor quoted. */
function splitName(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  const separators = text.startsWith('/') ? '/' : ',+';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') part += character + text.charAt(++at);
    else if (!quoted && separators.includes(character) && beginsAttribute(text, at + 1)) {
      if (part.trim()) parts.push(part);
      part = '';
    } else {
      if (character === '"') quoted = !quoted;
      part += character;
    }
  }
  if (part.trim()) parts.push(part);
  return parts;
}

/** Some lists leave commas inside values unescaped: only one that a type and an equals sign follow separates. */
function beginsAttribute(text: string, at: number): boolean {
  return /^\s*[A-Za-z0-9.]+\s*=/.test(text.slice(at, at + 48));
}

function unquote(value: string): string {
  const inner = value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value;
  return inner.replaceAll(/\\(.)/g, '$1');
}
