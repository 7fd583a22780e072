import type { AuthoritySettings } from '../../settings/authorities-shape.ts';
import type { Authority } from './authority.ts';
import type { AuthorityPorts } from './ports.ts';

/**
 * The authority of this name as settings describe it. Nobody is asked by that; each kind is loaded when it is wanted.
 *
 * @param name Its name in the settings.
 */
export async function openAuthority(
  name: string,
  settings: AuthoritySettings,
  ports: AuthorityPorts,
): Promise<Authority> {
  switch (settings.type) {
    case 'command':
      return (await import('./command-authority.ts')).commandAuthority(name, settings, ports);
    case 'file':
      return (await import('./file-authority.ts')).fileAuthority(name, settings, ports);
    case 'practice':
      return (await import('./practice-authority.ts')).practiceAuthority(name, settings, ports);
    case 'acme':
      return (await import('./acme/acme-authority.ts')).acmeAuthority(name, settings, ports);
  }
}
