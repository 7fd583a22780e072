import { ascii, concat, context, octetString, oid, sequence, set, tlv } from './der.ts';

const ATTRIBUTES: Readonly<Record<string, string>> = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  emailAddress: '1.2.840.113549.1.9.1',
};

/** A name as `C=US, O=Acme, CN=Root`; the empty text is the empty name. Without `=`, the text is the common name. */
export function nameDer(text: string): Uint8Array {
  return sequence(...rdns(text));
}

export function rdns(text: string): Uint8Array[] {
  if (text === '') return [];
  return (text.includes('=') ? text : `CN=${text}`).split(', ').map((part) => {
    const [type = '', value = ''] = part.split(/=(.*)/s);
    const tag = type === 'emailAddress' ? 0x16 : type === 'C' ? 0x13 : 0x0c;
    return set(attribute(type, tlv(tag, Buffer.from(value, 'utf8'))));
  });
}

export const attribute = (type: string, value: Uint8Array): Uint8Array =>
  sequence(oid(ATTRIBUTES[type] ?? type), value);

/** A GeneralName as `dns:a.example`, `ip:10.0.0.1`, `ip:10.0.0.0/255.0.0.0`, `email:a@b`, `uri:https://…`, `dn:CN=…`, `other:1.2.3`. */
export function generalName(text: string): Uint8Array {
  const [kind = '', value = ''] = text.split(/:(.*)/s);
  switch (kind) {
    case 'email':
      return context(1, false, ascii(value));
    case 'dns':
      return context(2, false, ascii(value));
    case 'dn':
      return context(4, true, nameDer(value));
    case 'uri':
      return context(6, false, ascii(value));
    case 'ip':
      return context(7, false, concat(...value.split('/').map(address)));
    case 'other':
      return context(0, true, oid(value), context(0, true, octetString(ascii('x'))));
    default:
      throw new Error(`unknown kind of name: ${text}`);
  }
}

function address(text: string): Uint8Array {
  if (!text.includes(':')) return Uint8Array.from(text.split('.').map(Number));
  const [head = '', tail] = text.split('::');
  const groups = (part: string): number[] =>
    part === '' ? [] : part.split(':').flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]);
  const left = groups(head);
  const right = groups(tail ?? '');
  return Uint8Array.from([
    ...left,
    ...new Array<number>(tail === undefined ? 0 : 16 - left.length - right.length).fill(0),
    ...right,
  ]);
}
