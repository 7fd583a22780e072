import { Messages } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { passwordFileFlag } from '../options/password-flag.ts';
import { asOfFlag } from '../options/flags.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.trust.inputs');

/** Flags of every command that opens trust stores. */
export const storeFlags = {
  'as-of': asOfFlag(),
  'password-file': passwordFileFlag,
};

/** Which org the store `org` is. */
export const storeOrgFlag = Flags.optionalOrg({
  char: 'o',
  // The default org is asked for only when its list is.
  default: () => Promise.resolve(undefined),
  defaultHelp: () => Promise.resolve(undefined),
  summary: messages.getMessage('flags.target-org.summary'),
  description: messages.getMessage('flags.target-org.description'),
});
