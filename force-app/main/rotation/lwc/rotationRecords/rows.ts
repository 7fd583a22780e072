/** What Apex gives of rotations: records as they come; an empty field is left out. */

export type RotationState = 'planned' | 'running' | 'waiting' | 'done' | 'undone' | 'failed';
export type Waiter = 'approver' | 'partner' | 'authority' | 'date';

/** How one certificate gets its successor. Date-times are ISO, UTC. */
export interface RotationRow {
  readonly Id: string;
  readonly Name?: string;
  readonly Key__c?: string;
  readonly Certificate_Name__c?: string;
  readonly Certificate__c?: string;
  readonly Certificate__r?: { readonly Expires_At__c?: string };
  readonly Source__c?: string;
  readonly Kind__c?: string;
  readonly Authority__c?: string;
  readonly Reason__c?: string;
  readonly Due_On__c?: string;
  readonly Successor__c?: string;
  readonly State__c?: RotationState;
  readonly Step__c?: string;
  /** Empty while it waits: somebody has approved, and the next run goes on. */
  readonly Waits_For__c?: Waiter;
  readonly Waits_What__c?: string;
  readonly Waits_Since__c?: string;
  readonly Problem__c?: string;
  readonly Runner__c?: string;
  readonly Heartbeat__c?: string;
  readonly Begun_At__c?: string;
  readonly Ended_At__c?: string;
  readonly Started_By_Itself__c?: boolean;
}

export interface RotationEventRow {
  readonly Id: string;
  readonly Number__c?: number;
  readonly Type__c?: string;
  readonly Step__c?: string;
  readonly At__c?: string;
  readonly By__c?: string;
  readonly Text__c?: string;
  /** The event as the journal has it; empty where it is too long. */
  readonly Line__c?: string;
  /** JSON of `{name, digest}[]`; the first one holds a line that is too long. */
  readonly Files__c?: string;
  readonly CreatedBy?: { readonly Name?: string };
  readonly CreatedDate?: string;
}

export interface RotationPartRow {
  readonly Id: string;
  readonly Part__c?: number;
  readonly Parts__c?: number;
  /** A JSON string. */
  readonly Content__c?: string;
}

/** The newest run of an automation. */
export interface RotationRunRow {
  readonly Id: string;
  /** User name as which it runs. */
  readonly Key__c?: string;
  readonly Ran_At__c?: string;
  readonly Runner__c?: string;
  readonly Says__c?: string;
  readonly Done__c?: number;
  readonly Waiting__c?: number;
  readonly Failed__c?: number;
  /** ISO day. */
  readonly Next_On__c?: string;
}

export interface RotationOverview {
  readonly canApprove: boolean;
  /** The newest first. */
  readonly runs: readonly RotationRunRow[];
  /** Of automations that have stopped, a sentence each. */
  readonly alarms: readonly string[];
  /** Ids of rotations whose wait is overdue. */
  readonly overdue: readonly string[];
}
