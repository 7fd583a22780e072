/** What servers of other protocols begin with. */
const beginnings: readonly [RegExp, string][] = [
  [/^H(?:T|$)/, 'HTTP without TLS'],
  [/^S(?:S|$)/, 'SSH'],
  [/^2(?:2|$)/, 'a mail or file transfer protocol that begins without TLS (SMTP, FTP)'],
  [/^\+/, 'POP3 without TLS'],
  [/^\*/, 'IMAP without TLS'],
  [/^</, 'HTTP or XML without TLS'],
];

/** One sentence about what answers in place of TLS, by the first octets of it. */
export function otherProtocol(first: Uint8Array): string {
  const text = Buffer.from(first).toString('latin1');
  const name = beginnings.find(([pattern]) => pattern.test(text))?.[1];
  return name === undefined
    ? 'It does not speak TLS on this port.'
    : `It does not speak TLS on this port; what it sends looks like ${name}.`;
}
