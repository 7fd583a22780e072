import { plural } from '@cert-health/core';
import type { KnownRevocation, Source } from '@cert-health/core';

interface Asked {
  /** One for each certificate that was looked up. */
  readonly answers: readonly KnownRevocation[];
  /** Requests, and how many were answered. */
  readonly asked: number;
  readonly came: number;
}

export interface AskedLists extends Asked {
  /** Certificates that name no list to fetch. */
  readonly withoutList: number;
  /** Why answers could not be kept for other runs, a sentence. */
  readonly notKept?: string | undefined;
}

/** What a report says of the revocation lists. */
export function sourceOfLists({ answers, asked, came, withoutList, notKept }: AskedLists): Source {
  const failed = asked > 0 && came === 0;
  const sentences = [
    asked === 0 ? 'No list was there to fetch.' : `${came} of ${plural(asked, 'list')} fetched.`,
    ...counted(answers),
    withoutList > 0 && `${plural(withoutList, 'certificate names', 'certificates name')} no list to fetch.`,
    failed && 'Check that this computer may call the authorities that the certificates name.',
    notKept,
  ];
  return {
    id: 'network.crl',
    label: 'Revocation lists',
    status: failed ? 'failed' : 'read',
    items: came,
    detail: sentences.filter(Boolean).join(' '),
  };
}

/** What a report says of the OCSP responders. */
export function sourceOfResponders({ answers, asked, came }: Asked): Source {
  const failed = asked > 0 && came === 0;
  const sentences = [
    asked === 0 ? 'No OCSP responder was there to ask.' : `${came} of ${plural(asked, 'question')} answered.`,
    ...counted(answers),
    failed && 'Check that this computer may call the authorities that the certificates name.',
  ];
  return {
    id: 'network.ocsp',
    label: 'OCSP responders',
    status: failed ? 'failed' : 'read',
    items: came,
    detail: sentences.filter(Boolean).join(' '),
  };
}

function counted(answers: readonly KnownRevocation[]): string[] {
  if (answers.length === 0) return [];
  const count = (status: KnownRevocation['status']): number => answers.filter((one) => one.status === status).length;
  return [
    `${plural(answers.length, 'certificate')} looked up: ${count('good')} good, ${count('revoked')} revoked, ${count('unknown')} not known.`,
  ];
}
