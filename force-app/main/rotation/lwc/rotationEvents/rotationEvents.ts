import { LightningElement, api } from 'lwc';
import type { RotationEventRow } from 'c/rotationRecords';
import { moment } from 'c/wording';

interface Line {
  readonly key: string;
  readonly at: string;
  readonly when: string;
  readonly text: string;
  readonly who: string;
}

/** What happened in a rotation and who did it, the newest first. */
export default class RotationEvents extends LightningElement {
  @api events: readonly RotationEventRow[] = [];

  get lines(): Line[] {
    return [...this.events].reverse().map((event) => {
      const { Id, At__c: at = '', Text__c: text, Type__c: type = '', Step__c: step } = event;
      return { key: Id, at, when: moment(at), text: text || [type, step].filter(Boolean).join(' '), who: whoOf(event) };
    });
  }
}

/** Who was logged in, and which run that was where it says so. */
function whoOf({ CreatedBy: user, By__c: by }: RotationEventRow): string {
  return [...new Set([user?.Name, by])].filter(Boolean).join(' · ');
}
