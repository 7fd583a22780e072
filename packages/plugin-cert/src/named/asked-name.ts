/** Whether a text asks for many names at once. */
export function isPattern(asked: string): boolean {
  return asked.includes('*');
}

/** Whether a fingerprint begins with what somebody asked for: eight digits at least, with or without colons. */
export function beginsAs(fingerprint: string, asked: string): boolean {
  const digits = asked.toLowerCase().replaceAll(':', '');
  return digits.length >= 8 && fingerprint.startsWith(digits);
}
