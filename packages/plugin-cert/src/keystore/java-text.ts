/**
 * Decodes Java's own form of UTF-8, in which NUL takes two octets and each half of a surrogate pair three.
 *
 * @returns undefined when the octets are no text in it
 * @source Java SE, java.io.DataInput, "Modified UTF-8"
 */
export function javaText(octets: Uint8Array): string | undefined {
  const units: number[] = [];
  for (let at = 0; at < octets.length;) {
    const first = octets[at++] as number;
    if (first < 0x80) {
      units.push(first);
      continue;
    }
    const more = first >= 0xc0 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : 0;
    let unit = first & (more === 1 ? 0x1f : 0x0f);
    for (let i = 0; i < more; i++) {
      const next = octets[at++] ?? 0;
      if ((next & 0xc0) !== 0x80) return undefined;
      unit = (unit << 6) | (next & 0x3f);
    }
    if (more === 0) return undefined;
    units.push(unit);
  }
  const text = units.map((unit) => String.fromCharCode(unit)).join('');
  return text.isWellFormed() ? text : undefined;
}
