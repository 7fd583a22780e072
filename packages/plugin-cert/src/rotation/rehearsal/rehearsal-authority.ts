import type { AuthoritySettings } from '../../settings/authorities-shape.ts';
import { StepProblem } from '../execution/step-problem.ts';

/**
 * Who signs in a rehearsal in the place of an authority: a certificate that is thrown away must neither be counted nor be
 * worth anything.
 *
 * @param named Name of the authority that the person has chosen for it.
 * @throws {StepProblem} refused, where only the real one is known.
 */
export function rehearsalAuthority(
  name: string,
  authorities: ReadonlyMap<string, AuthoritySettings>,
  named: string | undefined,
): AuthoritySettings {
  const chosen = authorities.get(named ?? name);
  if (!chosen)
    throw new StepProblem(`The settings have no authority "${named ?? name}" under rotation.authorities.`, true);
  if (named !== undefined || chosen.type === 'practice') return chosen;
  if (chosen.type === 'acme' && chosen.staging !== undefined) {
    const { staging, 'staging-eab': eab, eab: _, ...rest } = chosen;
    return { ...rest, directory: staging, ...(eab ? { eab } : {}) };
  }
  throw new StepProblem(
    `The authority "${name}" would sign a real certificate for a rehearsal: name its test system in the settings (staging), or say with --rehearsal-authority who signs.`,
    true,
  );
}
