/** One thing that a certificate, request or CRL says. */
export interface Fact {
  /** Stable name, such as `subject`. */
  readonly id: string;
  /** What it means, in plain words: "Who it names". */
  readonly plain: string;
  /** What the field calls it: "subject". */
  readonly term: string;
  /** Exact values, in the order they stand in. */
  readonly values: readonly string[];
}

/** A fact, or nothing when there is no value to it. */
export function fact(id: string, plain: string, term: string, ...values: readonly (string | undefined)[]): Fact[] {
  const present = values.filter((value) => value !== undefined);
  return present.length > 0 ? [{ id, plain, term, values: present }] : [];
}

/** Hex octets as people compare them: `3f:a0:…`. */
export function colons(hex: string): string {
  return hex.match(/../g)?.join(':') ?? hex;
}
