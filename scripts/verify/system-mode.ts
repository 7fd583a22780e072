/** Classes that read or write with the rights of the system, each with its reason. All others keep to those of the user. */
export const systemMode: Readonly<Record<string, string>> = {
  RecordPurge:
    'Deletes what is over, of everybody, which no permission set allows; what it may delete stands in its conditions.',
};

/** Whether a query of a class may say WITH SYSTEM_MODE. */
export function mayUseSystemMode(className: string): boolean {
  return Object.hasOwn(systemMode, className);
}
