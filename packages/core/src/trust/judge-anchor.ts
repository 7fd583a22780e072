import { policyRule, type DatedRule } from '../policy/index.ts';
import { chromeState } from './chrome.ts';
import { mozillaState } from './mozilla.ts';
import { cutOffRule, eventRule, inVersion, rootName } from './root-event-rule.ts';
import type { JudgedLeaf } from './trust-store.ts';

export interface AnchorJudgment {
  /**
   * `trusted` for TLS servers; `distrusted` the root is held but not for this leaf, or not for websites; `removed` it
   * was held and is no longer; `unknown` this store has never held it as far as is known here, or the leaf does not
   * tell what the rule asks for.
   */
  readonly verdict: 'trusted' | 'distrusted' | 'removed' | 'unknown';
  /** One sentence. */
  readonly reason: string;
  readonly rule?: DatedRule;
}

/** A leaf's SCTs cannot be older than its issuance, which lies within 48 hours of notBefore (BR 2.2.6 section 7.1.2.7). */
const backdatingMs = 48 * 3600 * 1000;

/**
 * Whether a root program trusts a root for a given server certificate. Mozilla's distrust-after is compared with the
 * leaf's notBefore, never with the moment judged; Chrome's cut-off with the leaf's earliest embedded SCT.
 *
 * @param anchorSha256 fingerprint of the root certificate at the top of the path, lower-case hex
 * @param leaf the server certificate at the bottom of it
 * @param options.at the moment judged; Mozilla's changes after it are undone, Chrome's store is taken as it was read
 * @source NSS certdata (CKA_NSS_SERVER_DISTRUST_AFTER); Chromium root_store.textproto (sct_not_after_sec)
 */
export function judgeAnchor(
  program: 'mozilla' | 'chrome',
  anchorSha256: string,
  leaf: JudgedLeaf,
  options: { readonly at: Date },
): AnchorJudgment {
  return program === 'mozilla' ? judgeMozilla(anchorSha256, leaf, options.at) : judgeChrome(anchorSha256, leaf);
}

function judgeMozilla(sha256: string, leaf: JudgedLeaf, at: Date): AnchorJudgment {
  const state = mozillaState(sha256, at);
  const name = rootName(sha256);
  if (state.status === 'never-held') {
    return { verdict: 'unknown', reason: `${name} is not in the Mozilla root store, and not known to have been.` };
  }
  if (state.status === 'removed') {
    return {
      verdict: 'removed',
      reason: `${name} was removed from the Mozilla root store${inVersion(state.event)}.`,
      rule: eventRule(state.event),
    };
  }
  if (!state.websites) {
    return state.since
      ? {
          verdict: 'distrusted',
          reason: `Mozilla ended website trust in ${name}${inVersion(state.since)}.`,
          rule: eventRule(state.since),
        }
      : { verdict: 'distrusted', reason: `Mozilla holds ${name}, but not for websites.` };
  }
  if (state.distrustAfter !== undefined && leaf.notBefore.getTime() > Date.parse(state.distrustAfter)) {
    return {
      verdict: 'distrusted',
      reason: `Mozilla does not trust certificates of ${name} that are valid from after ${day(state.distrustAfter)}; this one is valid from ${day(leaf.notBefore.toISOString())}.`,
      ...cutOffRule('mozilla', state.distrustAfter),
    };
  }
  const dated = state.distrustAfter !== undefined;
  return {
    verdict: 'trusted',
    reason: dated
      ? `Mozilla still trusts certificates of ${name} that are valid from ${day(state.distrustAfter)} or before.`
      : `${name} is in the Mozilla root store for websites.`,
    ...(dated ? cutOffRule('mozilla', state.distrustAfter) : {}),
  };
}

function judgeChrome(sha256: string, leaf: JudgedLeaf): AnchorJudgment {
  const { member, sctNotAfter } = chromeState(sha256);
  const name = rootName(sha256);
  if (!member) return judgeChromeAbsent(sha256, name, sctNotAfter);
  if (sctNotAfter === undefined) return { verdict: 'trusted', reason: `${name} is in the Chrome Root Store.` };
  const rule = cutOffRule('chrome', sctNotAfter);
  const limit = day(sctNotAfter);
  const earliest = earliestSct(leaf);
  if (earliest === undefined) {
    // An SCT handed over in the handshake would decide; it cannot be from before the certificate was issued.
    const late = leaf.notBefore.getTime() - backdatingMs > Date.parse(sctNotAfter);
    return late
      ? {
          verdict: 'distrusted',
          reason: `Chrome does not trust certificates of ${name} logged after ${limit}, and this one was issued later.`,
          ...rule,
        }
      : {
          verdict: 'unknown',
          reason: `Chrome trusts certificates of ${name} logged by ${limit}; this one carries no SCT that would tell when it was.`,
          ...rule,
        };
  }
  return earliest > Date.parse(sctNotAfter)
    ? {
        verdict: 'distrusted',
        reason: `Chrome does not trust certificates of ${name} logged after ${limit}; this one was logged on ${day(new Date(earliest).toISOString())}.`,
        ...rule,
      }
    : {
        verdict: 'trusted',
        reason: `Chrome still trusts certificates of ${name} that were logged by ${limit}.`,
        ...rule,
      };
}

function judgeChromeAbsent(sha256: string, name: string, sctNotAfter: string | undefined): AnchorJudgment {
  if (sctNotAfter !== undefined) {
    return {
      verdict: 'removed',
      reason: `${name} has left the Chrome Root Store.`,
      ...cutOffRule('chrome', sctNotAfter),
    };
  }
  if (digicertFirstGeneration.has(sha256)) {
    return {
      verdict: 'removed',
      reason: `${name} has left the Chrome Root Store.`,
      rule: policyRule('chrome.absent.36'),
    };
  }
  return { verdict: 'unknown', reason: `${name} is not in the Chrome Root Store, and not known to have been.` };
}

/** Named by the rule `chrome.absent.36`, and never constrained before. */
const digicertFirstGeneration: ReadonlySet<string> = new Set([
  '4348a0e9444c78cb265e058d5e8944b4d84f9662bd26db257f8934a443c70161', // DigiCert Global Root CA
  '3e9099b5015e8f486c00bcea9d111ee721faba355a89bcf1df69561e3dc6325c', // DigiCert Assured ID Root CA
  '7431e5f4c3c1ce4690774f0b61e05440883ba9a01ed00ba6abd7806ed3b118cf', // DigiCert High Assurance EV Root CA
]);

function earliestSct(leaf: JudgedLeaf): number | undefined {
  const times = (leaf.extensions.signedCertificateTimestamps ?? []).map(({ timestamp }) => timestamp.getTime());
  return times.length > 0 ? Math.min(...times) : undefined;
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
