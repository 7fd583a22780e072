import { plural } from '../findings/index.ts';
import type { Reference, Source } from '../inventory/index.ts';
import { referenceUseOf } from '../uses/index.ts';
import { certificatesSource } from './certificates.ts';

/** What is known beside a list of certificates that came empty. */
export interface BesideEmptyList {
  /** Everything that configuration names. */
  readonly references: readonly Reference[];
  /** Whether the user holds "Manage Certificates"; undefined: the org does not say. */
  readonly mayRead: boolean | undefined;
  /** How many certificates the Metadata API lists; undefined: it was not or could not be asked. */
  readonly listedAsMetadata: number | undefined;
  /** An earlier scan recorded certificates there that are neither gone nor over. */
  readonly recordedBefore?: boolean;
  /** Who asked, at the start of a sentence. */
  readonly who: string;
  /** What brings a second opinion where this scan has none. */
  readonly instead: string;
}

const permission = 'Manage Certificates';

/**
 * The source of a list of certificates that came empty. Rights, the policy for session security and the kind of session
 * all make it empty without a word, so that it counts as read only where everything else agrees.
 *
 * Source: Salesforce Help, "Require High-Assurance Session Security for Sensitive Operations": the policy "Manage
 * Certificates" governs the object Certificate too. unverified: whether the API then answers with an error or with none.
 */
export function emptyCertificates(beside: BesideEmptyList): Source {
  const { mayRead, listedAsMetadata, who } = beside;
  const contradiction = contradictionOf(beside);
  if (mayRead === false) {
    const although = contradiction === undefined ? '' : `, although ${contradiction}`;
    const detail = `The list came empty${although}: ${lowerFirst(who)} lacks the permission "${permission}"; give it and scan again.`;
    return { ...certificatesSource, status: 'denied', items: 0, detail, permission };
  }
  if (contradiction !== undefined) {
    return unread(
      `The list came empty, although ${contradiction}. ${whyHidden(mayRead)} Look in Setup, Certificate and Key Management.`,
    );
  }
  if (mayRead === true && listedAsMetadata === 0) {
    const detail = `None listed. ${who} may see them, the Metadata API lists none either, and nothing names one.`;
    return { ...certificatesSource, status: 'read', items: 0, detail };
  }
  return unread(
    `The list came empty, and nothing else says that there are none. ${whyHidden(mayRead)} ${beside.instead}`,
  );
}

function unread(detail: string): Source {
  return { ...certificatesSource, status: 'failed', items: 0, detail };
}

/** What speaks against a list without certificates, after "although". */
function contradictionOf({ references, listedAsMetadata, recordedBefore }: BesideEmptyList): string | undefined {
  const naming = references.find(
    ({ field, target }) => target !== undefined && referenceUseOf(field)?.kind !== 'meets',
  );
  if (naming) return `${naming.name} names a certificate (${naming.field})`;
  if (listedAsMetadata) return `the Metadata API lists ${plural(listedAsMetadata, 'certificate')}`;
  return recordedBefore ? 'an earlier scan recorded certificates there that have not ended' : undefined;
}

function whyHidden(mayRead: boolean | undefined): string {
  const policy = `the session security policy "${permission}" (Setup, Identity Verification) may hide them from this session`;
  return mayRead === true
    ? `${policy[0]?.toUpperCase()}${policy.slice(1)}.`
    : `The permission "${permission}" may be missing, or ${policy}.`;
}

function lowerFirst(who: string): string {
  return who.startsWith('The ') ? `t${who.slice(1)}` : who;
}
