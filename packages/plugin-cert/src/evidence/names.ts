/** The files by which the others are verified. */
export const SUMS = 'SHA256SUMS';
export const SIGNATURE = 'SHA256SUMS.sig';
export const SIGNER = 'signer.pem';

export const README = 'README.txt';
export const REPORT = 'report.json';
export const CHECKS = 'checks.csv';
export const KEYS = 'keys.csv';
export const ORG_LIST = 'org-list.csv';
export const SETTINGS = 'settings.yml';

/** What is in all evidence, whatever was judged. */
export const alwaysThere: readonly string[] = [README, REPORT, 'report.html', 'report.csv', CHECKS, KEYS];

export const certificateFile = (fingerprint: string): string => `certificates/${fingerprint}.pem`;
