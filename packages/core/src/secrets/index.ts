export type { FoundKey, KeyForm, KeyProtection, KeySpan } from './model.ts';
export { keyWords } from './model.ts';
export { keyInOctets } from './octets-key.ts';
export { findKeys, lineAt } from './find-keys.ts';
export { withoutKeys, withoutKeysIn, WITHHELD } from './withhold.ts';
export { harmless, NOT_REPEATED, withHarmlessLiterals, withHarmlessQuotes } from './harmless-text.ts';
