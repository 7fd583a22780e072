import type { PolicySource } from './rule.ts';

/** The documents that rules are taken from, so that each is named one way. */
const document =
  (name: string, url?: string) =>
  (section: string): PolicySource =>
    url === undefined ? { document: name, section } : { document: name, section, url };

export const baselineRequirements = document(
  'CA/Browser Forum TLS Baseline Requirements 2.2.6',
  'https://github.com/cabforum/servercert/blob/main/docs/BR.md',
);
export const chromeRootProgram = document(
  'Chrome Root Program Policy 1.8',
  'https://github.com/GoogleChrome/chromerootprogram/blob/main/content/index.md',
);
export const chromeRootProgramArchive = document(
  'Chrome Root Program Policy, archived versions',
  'https://github.com/GoogleChrome/chromerootprogram/tree/main/policy-archive',
);
export const chromeRootStore = document('Chrome Root Store v36');
export const chromeRootStore17 = document('Chrome Root Store v17');
export const mozillaPolicy = document(
  'Mozilla Root Store Policy 3.1',
  'https://github.com/mozilla/pkipolicy/blob/master/rootstore/policy.md',
);
export const nss = document('NSS certdata', 'https://github.com/nss-dev/nss');
export const microsoftProgram = document('Microsoft Trusted Root Program requirements');
export const appleProgram = document('Apple Root Certificate Program 2.0');
export const letsEncrypt = document("Let's Encrypt documentation", 'https://letsencrypt.org/docs/');
export const digicert = document('DigiCert documentation', 'https://docs.digicert.com');
export const sectigo = document('Sectigo announcements');
export const googleTrustServices = document('Google Trust Services FAQ', 'https://pki.goog/faq/');
export const reseller = document('CA resellers');
export const caAnnouncement = document('CA announcements');
export const entrustAnnouncement = document('Entrust announcements', 'https://www.entrust.com');
export const salesforceHelp = document('Salesforce Help', 'https://help.salesforce.com');
export const salesforceBlog = document('Salesforce guidance on certificate changes');
export const metadataApi = document('Salesforce Metadata API Developer Guide');
export const rfc9773 = document('RFC 9773', 'https://www.rfc-editor.org/rfc/rfc9773');
export const nistTransitions = document('NIST SP 800-131A Rev. 2', 'https://doi.org/10.6028/NIST.SP.800-131Ar2');
export const nistPostQuantum = document('NIST IR 8547 (draft)');
