import type { Holding } from '../inventory/index.ts';
import type { Check, CheckResult } from './check.ts';
import { gather, nameOf, referTo } from './check.ts';

/** The private key may leave Salesforce. */
export const privateKeyExportable: Check = {
  id: 'private-key-exportable',
  title: 'Whoever manages certificates can take a private key out of Salesforce.',
  severity: 'info',
  source: {
    document: 'Salesforce Metadata API Developer Guide',
    section: 'Certificate, privateKeyExportable',
    url: 'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_certificate.htm',
  },
  needs: 'the record of the certificate in Certificate and Key Management',
  inputs: ['certificates'],
  remedy: 'Create the successor with "Exportable Private Key" switched off.',
  run({ inventory }) {
    // A key pair without a record is a file, whose key is as exportable as files are.
    return gather(inventory.holdings.filter(({ kind, record }) => kind === 'keyPair' && record).map(judge));
  },
};

function judge(holding: Holding): Partial<CheckResult> {
  const exportable = holding.record?.privateKeyExportable;
  if (exportable === undefined) {
    return {
      notChecked: [{ subject: holding.name, reason: 'Its record does not say whether the key is exportable.' }],
    };
  }
  if (!exportable) return {};
  return {
    observations: [
      {
        severity: 'info',
        title: `Whoever manages certificates can copy the private key of ${nameOf(holding)} and act in its name elsewhere`,
        detail: 'Its private key is marked as exportable, which is what Salesforce does unless told otherwise.',
        remedy:
          'Nothing breaks. If the key need not leave Salesforce, create the successor with "Exportable Private Key" ' +
          'switched off (in metadata: privateKeyExportable false); it cannot be changed afterwards.',
        evidence: { privateKeyExportable: true },
        holding: referTo(holding),
      },
    ],
  };
}
