import { Messages } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import type { RotationNetwork } from './root-lists.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.inputs');

const networks: readonly RotationNetwork[] = ['none', 'all'];

/** What may be asked beside the org and the authority that signs. */
export const networkFlag = () =>
  Flags.option({
    options: networks,
    default: 'all' as const,
    summary: messages.getMessage('flags.network.summary'),
    description: messages.getMessage('flags.network.description'),
  })();
