import type { ReplacementRule } from './subject.ts';

/** Its number at the issuer. Whoever holds that holds the certificate's place, and is told of the certificate. */
export const serial: ReplacementRule = {
  change({ old, new: next }) {
    if (old.leaf.serialNumber === next.leaf.serialNumber) return undefined;
    return {
      subject: 'serial',
      title: 'Serial number',
      old: old.leaf.serialNumber,
      new: next.leaf.serialNumber,
      matters: 'Whoever allows it by issuer and serial number must be told the new one.',
    };
  },
  judge: () => [],
};
