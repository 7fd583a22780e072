import { decodeCertificate } from './certificate.ts';
import type { Certificate } from './model.ts';
import { strictest } from './trust-settings.ts';

/** One certificate that was given twice: what the settings of either copy hold back is held back, whichever came first. */
export function strictestCopy(one: Certificate, again: Certificate): Certificate {
  if (again.trustSettings === undefined) return one;
  if (one.trustSettings === undefined) return again;
  return decodeCertificate(one.der, strictest(one.trustSettings, again.trustSettings));
}
