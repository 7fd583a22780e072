export type { ValuePlace, Way } from './ways.ts';
export { wayOf, ways } from './ways.ts';
export { XmlEditError } from './xml-tree.ts';
export type { Exchange, Exchanged, Wanted } from './exchange.ts';
export { ChangedSinceError, exchangeElements, exchangeValues, restoreValues, valuesIn } from './exchange.ts';
export { bytesOfText, textOfBytes } from './bytes.ts';
export { unifiedDiff } from './diff.ts';
export { certificateOfBody, newCertificate, writtenBody } from './carried-body.ts';
export { samlSsoDifferences, secondSamlSsoConfig } from './second-configuration.ts';
