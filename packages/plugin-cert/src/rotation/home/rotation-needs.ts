import type { NeededObject } from '../../org/required-objects.ts';
import { rotationObjects } from './org-rows.ts';

const rotation =
  'Key__c Lock__c Certificate_Name__c Source__c Kind__c Authority__c Reason__c Due_On__c Successor__c State__c Step__c Waits_For__c Waits_What__c Waits_Since__c Problem__c Runner__c Heartbeat__c Last_Event__c Begun_At__c Ended_At__c Certificate__c Started_By_Itself__c'.split(
    ' ',
  );
const event = 'Key__c Rotation__c Number__c Type__c Step__c At__c By__c Text__c Line__c Digest__c Files__c'.split(' ');
const file = 'Key__c Rotation__c Name__c Part__c Parts__c Content__c Digest__c'.split(' ');

/** The fields that a run reads and writes; all that the objects have. */
export const rotationNeeds: readonly NeededObject[] = [
  { object: rotationObjects.rotation, reads: rotation, writes: rotation },
  { object: rotationObjects.event, reads: event, writes: event },
  { object: rotationObjects.file, reads: file, writes: file },
];
