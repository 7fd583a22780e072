import type { Component, Components } from './components.ts';
import { keyOfComponent } from './components.ts';
import { endOf } from './signing.ts';
import type { XmlElement } from './xml-element.ts';
import { everyElement } from './xml-element.ts';

const named = new Set(['certificate', 'jwtSigningCertificate', 'decryptionCertificate']);

/** What a component names of the org's certificates: names, and Ids of records. */
export function crossing(properties: XmlElement): {
  readonly names: readonly string[];
  readonly ids: readonly string[];
} {
  const all = everyElement(properties).filter(({ text }) => text !== '');
  return {
    names: all.filter(({ name }) => named.has(name)).map(({ text }) => text),
    ids: all.filter(({ name }) => name === 'requestSigningCertId').map(({ text }) => text),
  };
}

/** Places that name a certificate which is not there, waits for its chain, or has ended. */
export function broken(components: Components): string[] {
  const certificates = [...components.values()].filter(({ type }) => type === 'Certificate');
  const isGood = (one: Component | undefined): boolean =>
    one?.usable === true && endOf(one.content ?? '').getTime() > Date.now();
  return [...components.values()].flatMap(({ type, fullName, properties }) => {
    if (type.endsWith('Certificate')) return [];
    const { names, ids } = crossing(properties);
    return [
      ...names.filter((name) => !isGood(components.get(keyOfComponent('Certificate', name)))),
      ...ids.filter((id) => !isGood(certificates.find((one) => one.id === id))),
    ].map((name) => `${type} ${fullName} names ${name}`);
  });
}

/** Places that name a certificate, which keeps it from being deleted. */
export function namedBy(components: Components, certificate: Component): string[] {
  return [...components.values()].flatMap(({ type, fullName, properties }) => {
    const { names, ids } = crossing(properties);
    return names.includes(certificate.fullName) || ids.includes(certificate.id) ? [`${type} ${fullName}`] : [];
  });
}
