import { referencePage } from './page.ts';
import type { PlatformType } from './declaration.ts';
import { stringChanges } from './string-changes.ts';
import { stringParts } from './string-parts.ts';
import { stringQuestions } from './string-questions.ts';
import { stringStatics } from './string-statics.ts';

/** The type String; its members stand by what they do: questions about a text, parts of it, changed ones, and static ones. */
export const string: PlatformType = {
  name: 'String',
  page: referencePage('apex_methods_system_string'),
  members: [...stringStatics, ...stringQuestions, ...stringParts, ...stringChanges],
};
