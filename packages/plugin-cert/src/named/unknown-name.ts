import { Messages, SfError } from '@salesforce/core';
import type { HealthReport } from '@cert-health/core';
import { nearest } from '../settings/nearest.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.inputs');

/** What to say of a name that nothing has, with the one that is nearest to it: a mistake of usage. */
export function unknownName(name: string, report: Pick<HealthReport, 'certificates' | 'pending'>): SfError {
  const meant = nearest(name, namesIn(report));
  const { message, actions } = messages.createError('errors.unknown-name', [
    name,
    meant ? `; did you mean "${meant}"?` : '.',
  ]);
  return new SfError(message, 'UsageError', actions, 2);
}

/** Names that can be asked for. */
function namesIn({ certificates, pending }: Pick<HealthReport, 'certificates' | 'pending'>): string[] {
  const holdings = [...certificates.flatMap((certificate) => certificate.holdings), ...pending];
  return [...new Set(holdings.filter(({ chainMember }) => !chainMember).map(({ name }) => name))].sort();
}
