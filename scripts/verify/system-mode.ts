/** Classes that read or write with the rights of the system, each with its reason. All others keep to those of the user. */
export const systemMode: Readonly<Record<string, string>> = {
  FindingDecisions:
    'Status and counts of a certificate follow from a decision; no permission set lets people write them.',
  RecordPurge:
    'Deletes what is over, of everybody, which no permission set allows; what it may delete stands in its conditions.',
  RotationApproval:
    'An approval is an event of a rotation, and no permission set of people lets them write events; a validation rule compares who saves it.',
  ScanSchedule: 'Finds the daily scan that another admin scheduled, and names its owner.',
  ScheduleWatch: 'Tells whoever opens the app that the daily scan does not run, and why.',
  MessageRecipients: 'An alarm is told when the owner of the schedule may see nothing any more.',
  BellNotification: 'The same: it looks up the Id of the notification type of the app.',
  ConnectionParts:
    'Whether the connection is set up must not depend on who looks, nor on the language of an exception.',
};

/** Whether a class may act with the rights of the system. */
export function mayUseSystemMode(className: string): boolean {
  return Object.hasOwn(systemMode, className);
}
