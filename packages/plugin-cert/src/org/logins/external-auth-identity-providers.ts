import { listOf, textOf } from '../component.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'ExternalAuthIdentityProvider';
const parameters = 'externalAuthIdentityProviderParameters';

/** Kinds of parameters with an address that Salesforce calls; any other `…Url` but that of the browser may be one too. */
const called = new Set(['TokenUrl', 'UserInfoUrl']);
const browsed = 'AuthorizeUrl';

/**
 * External auth identity providers: the servers from which named credentials get tokens. The Tooling API gives their
 * parameters without saying whose they are, so that the Metadata API is asked.
 */
export const externalAuthIdentityProviders: PlaceReader = {
  place: 'external-auth-identity-providers',
  metadata: [type],
  async read({ metadata }, found) {
    const answer = await metadata.all(type, 'external auth identity providers');
    if (!answer.known) found.unavailable('This org has no external auth identity providers.');
    for (const component of found.take(answer)) {
      for (const parameter of listOf(component, parameters)) {
        const kind = textOf(parameter, 'parameterType') ?? '';
        const target = textOf(parameter, 'parameterValue');
        if (target === undefined || !kind.endsWith('Url') || kind === browsed) continue;
        const field = `${type}.${parameters}.${called.has(kind) ? kind : 'parameterValue'}`;
        found.meet({ name: component.fullName, field, target, id: component.id });
      }
    }
  },
};
