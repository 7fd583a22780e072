/** Text of an IPv4 (4 octets) or IPv6 (16 octets) address; IPv6 as RFC 5952 prescribes. */
export function ipText(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(octets[i]! * 256 + octets[i + 1]!);
  const run = longestZeroRun(groups);
  const hex = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':');
  return run.length < 2 ? hex(0, 8) : `${hex(0, run.start)}::${hex(run.start + run.length, 8)}`;
}

/** Text of an address and mask (8 or 32 octets), such as `10.0.0.0/8`; undefined when the mask has gaps. */
export function ipRangeText(octets: Uint8Array): string | undefined {
  const half = octets.length / 2;
  const prefix = prefixLength(octets.subarray(half));
  return prefix === undefined ? undefined : `${ipText(octets.subarray(0, half))}/${prefix}`;
}

function prefixLength(mask: Uint8Array): number | undefined {
  let bits = 0;
  let ended = false;
  for (const octet of mask) {
    for (let bit = 0x80; bit > 0; bit >>= 1) {
      if ((octet & bit) === 0) ended = true;
      else if (ended) return undefined;
      else bits++;
    }
  }
  return bits;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let i = 0; i < groups.length; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > best.length) best = { start: i, length };
    i += length;
  }
  return best;
}
