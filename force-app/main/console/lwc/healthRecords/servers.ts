import type { CertificateRow } from './rows';

/** Id of the place in which scans keep what called servers send. */
export const SERVERS = 'network.servers';

/** Whether it is on a server of somebody else, who renews it there: nothing of it is stored in the org. */
export function isOnServer(row: Pick<CertificateRow, 'Source__c'> | undefined): boolean {
  return row?.Source__c === SERVERS;
}
