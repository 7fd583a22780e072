/** Where a flow hands texts on, and where it merely compares them (Metadata API Developer Guide, Flow). */

/** Elements in which a text is only compared or chosen, and handed to nobody. */
export const comparing: readonly string[] = [
  'conditions',
  'entryConditions',
  'exitConditions',
  'filters',
  'choices',
  'dynamicChoiceSets',
];

/** Children that say what a text is for: the name of a parameter, constant or variable. */
export const naming: readonly string[] = ['name', 'assignToReference', 'description'];

/** Elements of a flow that make a text, the child that holds it, and the texts in it that may be names. */
export const making = [
  { element: 'formulas', holder: 'expression', textsIn: quotedIn },
  { element: 'textTemplates', holder: 'text', textsIn: withoutMarkup },
] as const;

/** Only an active flow runs; where nothing is told it may be active. */
export function isInactive(status: string | undefined): boolean {
  return status !== undefined && status !== 'Active';
}

/** A name that a formula puts together is not seen. */
function quotedIn(formula: string): string[] {
  return [...formula.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '');
}

function withoutMarkup(template: string): string[] {
  return [template.replaceAll(/<[^<>]*>/g, '').trim()];
}
