import type { Certificate } from '../x509/model.ts';
import type { PolicyInputs } from './request.ts';

export const ANY_POLICY = '2.5.29.32.0';

/** A node stands for one policy at one depth. RFC 9618 makes the tree of RFC 5280 a graph, so that it cannot explode. */
interface PolicyNode {
  readonly policy: string;
  expected: readonly string[];
  readonly parents: readonly PolicyNode[];
}

type Level = Map<string, PolicyNode>;

export type PolicyVerdict =
  | { readonly accepted: true; readonly policies: readonly string[] }
  /** Index in the path as given (anchor first) of the certificate at which it failed. */
  | { readonly accepted: false; readonly reason: 'no-policy' | 'mapping-any'; readonly at: number };

/**
 * Policy processing of RFC 5280 section 6.1 as replaced by RFC 9618 section 5.
 * @param path Anchor first, leaf last. Of the anchor, the demands that hold at once count as inputs (RFC 5937 section 3.2).
 */
export function processPolicies(path: readonly Certificate[], inputs: PolicyInputs): PolicyVerdict {
  const n = path.length - 1;
  const state = new PolicyState(n, withDemandsOf(path[0]!, inputs));
  for (let i = 1; i <= n; i++) {
    const certificate = path[i]!;
    const last = i === n;
    state.enter(certificate, last);
    // Section 6.1.3 (f)
    if (!state.satisfied) return { accepted: false, reason: 'no-policy', at: i };
    if (last) break;
    if (!state.map(certificate)) return { accepted: false, reason: 'mapping-any', at: i };
    state.prepare(certificate);
  }
  return n === 0 ? { accepted: true, policies: [ANY_POLICY] } : state.wrapUp(path[n]!, n);
}

function withDemandsOf(anchor: Certificate, inputs: PolicyInputs): PolicyInputs {
  const { policyConstraints, inhibitAnyPolicy } = anchor.extensions;
  return {
    ...inputs,
    requireExplicitPolicy: inputs.requireExplicitPolicy === true || policyConstraints?.requireExplicitPolicy === 0,
    inhibitPolicyMapping: inputs.inhibitPolicyMapping === true || policyConstraints?.inhibitPolicyMapping === 0,
    inhibitAnyPolicy: inputs.inhibitAnyPolicy === true || inhibitAnyPolicy === 0,
  };
}

class PolicyState {
  readonly #initialSet: readonly string[];
  /** Levels of the graph; null once no policy is left. Section 6.1.2 (a). */
  #levels: Level[] | null;
  // Section 6.1.2 (d), (e), (f)
  #explicitPolicy: number;
  #inhibitAnyPolicy: number;
  #policyMapping: number;

  constructor(n: number, inputs: PolicyInputs) {
    const initial = inputs.initialPolicySet ?? [ANY_POLICY];
    this.#initialSet = initial.map((policy) => (policy === 'anyPolicy' ? ANY_POLICY : policy));
    this.#levels = [new Map([[ANY_POLICY, { policy: ANY_POLICY, expected: [ANY_POLICY], parents: [] }]])];
    this.#explicitPolicy = inputs.requireExplicitPolicy === true ? 0 : n + 1;
    this.#inhibitAnyPolicy = inputs.inhibitAnyPolicy === true ? 0 : n + 1;
    this.#policyMapping = inputs.inhibitPolicyMapping === true ? 0 : n + 1;
  }

  /** Section 6.1.3 (f) */
  get satisfied(): boolean {
    return this.#explicitPolicy > 0 || this.#levels !== null;
  }

  /** Section 6.1.3 (d) and (e) */
  enter(certificate: Certificate, last: boolean): void {
    const policies = certificate.extensions.certificatePolicies;
    if (this.#levels === null) return;
    // (e)
    if (policies === undefined) {
      this.#levels = null;
      return;
    }
    const above = this.#levels.at(-1)!;
    const level: Level = new Map();
    const expecting = parentsByExpectedPolicy(above);
    // (d)(1): each policy of the certificate, below those that expect it, else below anyPolicy.
    for (const { oid } of policies) {
      if (oid === ANY_POLICY) continue;
      const any = above.get(ANY_POLICY);
      const parents = expecting.get(oid) ?? (any === undefined ? [] : [any]);
      if (parents.length > 0) level.set(oid, { policy: oid, expected: [oid], parents });
    }
    // (d)(2): anyPolicy stands for everything that is expected.
    const anyCounts = this.#inhibitAnyPolicy > 0 || (!last && certificate.selfIssued);
    if (anyCounts && policies.some(({ oid }) => oid === ANY_POLICY)) {
      for (const [policy, parents] of expecting)
        if (!level.has(policy)) level.set(policy, { policy, expected: [policy], parents });
    }
    this.#levels.push(level);
    this.#prune();
  }

  /** Section 6.1.4 (a) and (b); false when anyPolicy is mapped. */
  map(certificate: Certificate): boolean {
    const mappings = certificate.extensions.policyMappings ?? [];
    // (a)
    if (mappings.some(({ issuerDomain, subjectDomain }) => issuerDomain === ANY_POLICY || subjectDomain === ANY_POLICY))
      return false;
    if (mappings.length === 0 || this.#levels === null) return true;
    const level = this.#levels.at(-1)!;
    const targets = Map.groupBy(mappings, ({ issuerDomain }) => issuerDomain);
    for (const [policy, mapped] of targets) {
      // (b)(2)
      if (this.#policyMapping === 0) {
        level.delete(policy);
        continue;
      }
      // (b)(1)
      const expected = mapped.map(({ subjectDomain }) => subjectDomain);
      const node = level.get(policy);
      if (node !== undefined) node.expected = expected;
      else if (level.has(ANY_POLICY)) level.set(policy, { policy, expected, parents: level.get(ANY_POLICY)!.parents });
    }
    this.#prune();
    return true;
  }

  /** Section 6.1.4 (h), (i) and (j) */
  prepare(certificate: Certificate): void {
    const { policyConstraints, inhibitAnyPolicy } = certificate.extensions;
    // (h)
    if (!certificate.selfIssued) {
      this.#explicitPolicy = Math.max(0, this.#explicitPolicy - 1);
      this.#policyMapping = Math.max(0, this.#policyMapping - 1);
      this.#inhibitAnyPolicy = Math.max(0, this.#inhibitAnyPolicy - 1);
    }
    // (i)
    this.#explicitPolicy = Math.min(this.#explicitPolicy, policyConstraints?.requireExplicitPolicy ?? Infinity);
    this.#policyMapping = Math.min(this.#policyMapping, policyConstraints?.inhibitPolicyMapping ?? Infinity);
    // (j)
    this.#inhibitAnyPolicy = Math.min(this.#inhibitAnyPolicy, inhibitAnyPolicy ?? Infinity);
  }

  /** Section 6.1.5 (a), (b) and (g) */
  wrapUp(leaf: Certificate, at: number): PolicyVerdict {
    // (a)
    this.#explicitPolicy = Math.max(0, this.#explicitPolicy - 1);
    // (b)
    if (leaf.extensions.policyConstraints?.requireExplicitPolicy === 0) this.#explicitPolicy = 0;
    // (g)
    const policies = this.#userConstrained(this.#authorityConstrained());
    return this.#explicitPolicy > 0 || policies.length > 0
      ? { accepted: true, policies }
      : { accepted: false, reason: 'no-policy', at };
  }

  /** The policies under which the CAs put the path, in the words of the first of them. */
  #authorityConstrained(): readonly string[] {
    if (this.#levels === null) return [];
    if (this.#levels.at(-1)!.has(ANY_POLICY)) return [ANY_POLICY];
    const policies = new Set<string>();
    for (const level of this.#levels) {
      for (const { policy, parents } of level.values())
        if (policy !== ANY_POLICY && parents.some((parent) => parent.policy === ANY_POLICY)) policies.add(policy);
    }
    return [...policies];
  }

  #userConstrained(authority: readonly string[]): readonly string[] {
    if (this.#initialSet.includes(ANY_POLICY)) return authority;
    if (authority.includes(ANY_POLICY)) return this.#initialSet;
    return authority.filter((policy) => this.#initialSet.includes(policy));
  }

  /** Section 6.1.3 (d)(3): nodes that nothing hangs on are removed, from below upwards. */
  #prune(): void {
    const levels = this.#levels;
    if (levels === null) return;
    for (let depth = levels.length - 2; depth >= 0; depth--) {
      const used = new Set<PolicyNode>();
      for (const node of levels[depth + 1]!.values()) for (const parent of node.parents) used.add(parent);
      for (const [policy, node] of levels[depth]!) if (!used.has(node)) levels[depth]!.delete(policy);
    }
    if (levels.at(-1)!.size === 0) this.#levels = null;
  }
}

function parentsByExpectedPolicy(level: Level): Map<string, PolicyNode[]> {
  const parents = new Map<string, PolicyNode[]>();
  for (const node of level.values()) {
    for (const policy of new Set(node.expected)) {
      const list = parents.get(policy);
      if (list === undefined) parents.set(policy, [node]);
      else list.push(node);
    }
  }
  return parents;
}
