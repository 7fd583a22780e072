const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * An Id of 15 or 18 characters as one of 18; undefined for a text that is none. The last three characters tell which of the first
 * fifteen are capitals; whether they are right is not looked at (unverified: whether Apex does).
 */
export function idOf(text: string): string | undefined {
  if (!/^[A-Za-z0-9]{15}(?:[A-Za-z0-5]{3})?$/.test(text)) return undefined;
  return text.length === 18 ? text : text + suffixOf(text);
}

/** The last three characters of the Id whose first fifteen are given: five bits each, the first character lowest. */
function suffixOf(first: string): string {
  let suffix = '';
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let place = 0; place < 5; place++) if (/[A-Z]/.test(first[start + place]!)) bits |= 1 << place;
    suffix += SUFFIX[bits];
  }
  return suffix;
}
