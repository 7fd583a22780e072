import { list, map, scalar } from './shape.ts';
import type { Shape } from './shape.ts';
import { text } from './values.ts';
import { exactly, filled, having, named, oneWordOf, together, variants } from './variants.ts';
import { isAllowedAddress } from './server-address.ts';

/** What a certificate proves by TLS: a server's identity, a client's. */
export const purposes = ['client', 'server'] as const;
export type AuthorityPurpose = (typeof purposes)[number];

const purpose = {
  shape: filled(list(oneWordOf(purposes), 'client, server or both, each behind a dash'), 'client, server or both'),
  about: 'What it may be asked for: client, server or both. Without it, whatever its kind can give.',
} as const;

const words = filled(
  list(text('a word of the command'), 'the command and its arguments, such as [./sign-request.sh]'),
  'the command and its arguments, such as [./sign-request.sh]',
);

const longestMinutes = 60;
/** `90s` or `5m`, in milliseconds. */
const duration = scalar(
  { pattern: '^\\d+\\s*[sm]$', examples: ['90s', '5m'] },
  'seconds or minutes up to an hour, such as 90s or 5m',
  (written) => {
    const [, digits = '', unit] = /^(\d+)\s*([sm])$/.exec(written) ?? [];
    const value = Number(digits) * (unit === 'm' ? 60_000 : 1000);
    return value > 0 && value <= longestMinutes * 60_000
      ? { value }
      : { problem: `"${written}" is no time that can be waited` };
  },
);

const timeLimit = (what: string) =>
  ({ shape: duration, about: `How long ${what} may take (5m unless told).` }) as const;

/** Only what is encrypted, or does not leave this computer. */
const address: Shape<string> = scalar(
  { pattern: '^https?://', examples: ['https://acme.example.com/directory'] },
  'an address that begins with https:// (http:// on this computer only)',
  (written) => (isAllowedAddress(written) ? { value: written } : { problem: `"${written}" cannot be used` }),
);

const loopback = scalar(
  { pattern: '^http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?(/|$)', examples: ['http://127.0.0.1:8123'] },
  'the address of the practice org, such as http://127.0.0.1:8123',
  (written) =>
    /^http:/.test(written) && isAllowedAddress(written)
      ? { value: written }
      : { problem: `"${written}" is not on this computer` },
);

const environmentName = scalar(
  { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', examples: ['ACME_EAB_KEY'] },
  'the name of an environment variable, such as ACME_EAB_KEY',
  (written) =>
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(written) ? { value: written } : { problem: `"${written}" is no such name` },
);

const externalAccount = together(
  map({
    'key-id': {
      shape: text('the key identifier that the authority gave you'),
      about: 'Key identifier from the authority.',
      required: 'the key identifier that the authority gave you, such as key-id: kid-1',
    },
    'key-env': { shape: environmentName, about: 'Environment variable that holds the HMAC key (base64url).' },
    'key-file': { shape: text('the path of a file'), about: 'File that holds the HMAC key (base64url).' },
  }),
  { oneOf: [having('key-env'), having('key-file')] },
  ({ 'key-env': variable, 'key-file': file }) =>
    (variable === undefined) === (file === undefined)
      ? 'The HMAC key comes from one place; write key-env or key-file, and never the key itself.'
      : undefined,
);

const command = map({
  type: { shape: exactly('command'), about: 'A command of yours has the request signed.', required: 'type: command' },
  command: {
    shape: words,
    about: 'Gets the request on standard input and gives the chain (PEM) on standard output.',
    required: 'the command and its arguments, such as command: [./sign-request.sh]',
  },
  purposes: purpose,
  'time-limit': timeLimit('the command'),
});

const acme = together(
  map({
    type: { shape: exactly('acme'), about: 'An authority that speaks ACME (RFC 8555).', required: 'type: acme' },
    directory: {
      shape: address,
      about: 'Address of its directory. To write it here is to agree to its terms of service.',
      required: 'the address of its directory, such as directory: https://acme.example.com/directory',
    },
    staging: {
      shape: address,
      about: 'Directory of its test system: a set-up that is new is tried there first, with the same request.',
    },
    purposes: purpose,
    profile: {
      shape: text('the name of a profile that its directory lists'),
      about: 'Certificate profile, such as classic; it is asked for at every renewal.',
    },
    contact: {
      shape: scalar({ pattern: '^[^\\s@,]+@[^\\s@,]+$' }, 'a mail address such as pki@example.com', (written) =>
        /^[^\s@,]+@[^\s@,]+$/.test(written) ? { value: written } : { problem: `"${written}" is no mail address` },
      ),
      about: 'Mail address that the authority may write to.',
    },
    dns: { shape: words, about: 'Hook that sets and removes a TXT record (dns-01); wildcards need it.' },
    http: { shape: words, about: 'Hook that puts a file on the web server and removes it (http-01).' },
    'look-first': {
      shape: oneWordOf(['yes', 'no']),
      about:
        'Whether the proof must be seen from here before the authority is told to look (yes, unless its directory is on this computer).',
    },
    'time-limit': timeLimit('a hook'),
    eab: { shape: externalAccount, about: 'Binding to an account that you have at the authority (EAB).' },
    'staging-eab': { shape: externalAccount, about: 'The same for its test system.' },
    trust: {
      shape: text('the path of a file'),
      about: 'File (PEM) of roots for the connection to a directory whose own certificate is private.',
    },
  }),
  { anyOf: [having('dns'), having('http')] },
  ({ dns, http }) =>
    dns === undefined && http === undefined
      ? 'Nothing proves the names; write a hook, such as dns: [./dns-hook.sh] or http: [./http-hook.sh].'
      : undefined,
);

const file = map({
  type: { shape: exactly('file'), about: 'Somebody carries request and chain by hand.', required: 'type: file' },
  folder: {
    shape: text('the path of a folder'),
    about: 'Where NAME.csr is written, and NAME.pem is waited for.',
    required: 'the folder for requests and chains, such as folder: requests',
  },
  purposes: purpose,
});

const practice = map({
  type: { shape: exactly('practice'), about: 'The authority of a practice org.', required: 'type: practice' },
  address: {
    shape: loopback,
    about: 'Address of the practice org, on this computer.',
    required: 'the address of the practice org, such as address: http://127.0.0.1:8123',
  },
  purposes: purpose,
});

/** Who signs requests, by names that entries of `rotation.certificates` give. */
export const authorities = named(
  variants(
    { command, acme, file, practice },
    'who signs, such as type: acme, type: command, type: file or type: practice',
  ),
  { pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$', expects: 'a name of letters, digits, dots, dashes and underscores' },
);

type ValueOf<S> = S extends Shape<infer Value> ? Value : never;
export type CommandAuthoritySettings = ValueOf<typeof command>;
export type AcmeAuthoritySettings = ValueOf<typeof acme>;
export type ExternalAccountSettings = ValueOf<typeof externalAccount>;
export type FileAuthoritySettings = ValueOf<typeof file>;
export type PracticeAuthoritySettings = ValueOf<typeof practice>;
export type AuthoritySettings =
  CommandAuthoritySettings | AcmeAuthoritySettings | FileAuthoritySettings | PracticeAuthoritySettings;
