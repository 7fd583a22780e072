/** Static fields of the app by which a test keeps away from what the org holds. */
import type { ApexCalls } from './apex-calls.ts';
import type { ApexMember } from './apex-classes.ts';
import { ApexReach, inWords } from './apex-reach.ts';
import type { Tree } from './apex-source.ts';
import { nodes } from './apex-source.ts';
import type { Issue } from './issue.ts';

/** Whether tests may put another value in a field. */
export function isSeam({ kind, words }: ApexMember): boolean {
  return kind === 'field' && words.includes('static') && words.includes('@testvisible') && !words.includes('final');
}

/** Tests and what prepares them; a helper counts where it is called. */
export function isRunByItself({ name, words }: ApexMember): boolean {
  return name === '<static>' || words.some((word) => /^(@istest|@testsetup|testmethod)/.test(word));
}

/**
 * Tests that come to a part of the app whose seam they leave as it is.
 * @param isIt Whether a node is that part
 * @param what What they meet there, for the message
 */
export function withoutSeam(
  calls: ApexCalls,
  seam: ApexMember,
  isIt: (tree: Tree, member: ApexMember) => boolean,
  what: string,
): Issue[] {
  const reach = new ApexReach(calls, isIt);
  const name = `${seam.owner.label}.${seam.label}`;
  return calls.classes.all
    .filter((one) => one.isTest && !one.members.some((member) => member.name === '<static>' && sets(member, name)))
    .flatMap(({ members }) => members.filter((member) => isRunByItself(member) && !sets(member, name)))
    .flatMap((member) => {
      const way = reach.wayFrom(member);
      if (!way) return [];
      const message = `It meets ${what} (${inWords(way)}): set ${name} in a static block of the test, or in the test.`;
      return [{ file: member.owner.file, line: member.line, message }];
    });
}

/** Whether code gives the field a value. */
function sets({ tree }: ApexMember, name: string): boolean {
  const given = `${name}=`.toLowerCase();
  return [...nodes(tree, 'AssignExpression')].some((assigned) => assigned.getText().toLowerCase().startsWith(given));
}
