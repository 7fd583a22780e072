import { keyRules, type AllowedKeys, type Audience } from './key-rules.ts';
import type { DatedRule } from './rule.ts';

/** What must be known of a public key; the parser's `PublicKey` fits. */
export interface KeyFacts {
  readonly kind: string;
  /** Bits. */
  readonly size?: number;
  readonly curve?: string;
  readonly exponent?: bigint;
}

export interface KeyJudgment {
  /** `undecidable`: what the rule asks for is not known of this key. */
  readonly verdict: 'allowed' | 'not-allowed' | 'undecidable';
  /** One sentence. */
  readonly reason: string;
  readonly rule: DatedRule<AllowedKeys>;
}

/**
 * Whether a key may be used under an audience's rule.
 *
 * @param audience `public-tls` BR 2.2.6 sections 6.1.5, 6.1.6; `salesforce-key` what an org stores; `any` the floor of
 *   NIST SP 800-131A Rev. 2, for private hierarchies
 */
export function judgeKey(key: KeyFacts, audience: Audience): KeyJudgment {
  const rule = keyRules[audience];
  const allowed = rule.value ?? {};
  const [verdict, reason] = judge(key, allowed);
  return { verdict, reason, rule };
}

/** The judgment when a key is not plainly allowed, undefined when it is. */
export function weakKeyReason(key: KeyFacts, audience: Audience): KeyJudgment | undefined {
  const judgment = judgeKey(key, audience);
  return judgment.verdict === 'allowed' ? undefined : judgment;
}

/** The rule that states the smallest key allowed to an audience. */
export function minimumKey(audience: Audience): DatedRule<AllowedKeys> {
  return keyRules[audience];
}

type Judged = [KeyJudgment['verdict'], string];

function judge(key: KeyFacts, allowed: AllowedKeys): Judged {
  if (key.kind === 'unknown') return ['undecidable', 'The kind of key is not understood.'];
  if (key.kind === 'RSA' || (key.kind === 'RSA-PSS' && allowed.rsa?.pssKey)) return judgeRsa(key, allowed.rsa);
  if (key.kind === 'EC') return judgeEc(key, allowed.ec);
  if (allowed.other?.includes(key.kind)) return ['allowed', `${key.kind} keys are allowed.`];
  return ['not-allowed', `${key.kind} keys are not allowed.`];
}

function judgeRsa(key: KeyFacts, rule: AllowedKeys['rsa']): Judged {
  if (!rule) return ['not-allowed', 'RSA keys are not allowed.'];
  if (key.size === undefined) return ['undecidable', 'The size of the RSA key is not known.'];
  const size = `The RSA key has ${key.size} bits`;
  if (rule.minimumBits !== undefined && key.size < rule.minimumBits) {
    return ['not-allowed', `${size}; at least ${rule.minimumBits} are required.`];
  }
  if (rule.sizes && !rule.sizes.includes(key.size)) {
    return ['not-allowed', `${size}; only ${rule.sizes.join(', ')} are allowed.`];
  }
  if (rule.bitsMultipleOf !== undefined && key.size % rule.bitsMultipleOf !== 0) {
    return ['not-allowed', `${size}, which is not divisible by ${rule.bitsMultipleOf}.`];
  }
  return judgeExponent(key, rule) ?? ['allowed', `${size}.`];
}

function judgeExponent(key: KeyFacts, rule: NonNullable<AllowedKeys['rsa']>): Judged | undefined {
  if (rule.minimumExponent === undefined && !rule.oddExponent) return undefined;
  if (key.exponent === undefined) return ['undecidable', 'The exponent of the RSA key is not known.'];
  if (rule.minimumExponent !== undefined && key.exponent < BigInt(rule.minimumExponent)) {
    return ['not-allowed', `The RSA exponent is ${key.exponent}; at least ${rule.minimumExponent} is required.`];
  }
  if (rule.oddExponent && key.exponent % 2n === 0n) {
    return ['not-allowed', `The RSA exponent ${key.exponent} is even.`];
  }
  return undefined;
}

function judgeEc(key: KeyFacts, rule: AllowedKeys['ec']): Judged {
  if (!rule) return ['not-allowed', 'Elliptic-curve keys are not allowed.'];
  const curve = key.curve ?? 'not known';
  if (rule.curves) {
    if (key.curve === undefined) return ['undecidable', 'The curve of the key is not known.'];
    if (!rule.curves.includes(key.curve)) {
      return ['not-allowed', `The key's curve is ${curve}; only ${rule.curves.join(', ')} are allowed.`];
    }
  }
  if (rule.minimumBits !== undefined) {
    if (key.size === undefined) return ['undecidable', `The size of the curve (${curve}) is not known.`];
    if (key.size < rule.minimumBits) {
      return ['not-allowed', `The key's curve has ${key.size} bits; at least ${rule.minimumBits} are required.`];
    }
  }
  return ['allowed', `The key's curve is ${curve}.`];
}
