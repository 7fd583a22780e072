import { PlatformObject, type EnumValue } from '../values/scalar.ts';
import { ApexObject, type ExceptionObject, type Value } from '../values/value.ts';
import { member, type Member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** What a job is told of itself; made by what runs jobs. */
export class QueueableContext extends PlatformObject {
  readonly typeName = 'QueueableContext';
  readonly jobId: string;

  constructor(jobId: string) {
    super();
    this.jobId = jobId;
  }
}

export class SchedulableContext extends PlatformObject {
  readonly typeName = 'SchedulableContext';
  readonly triggerId: string;

  constructor(triggerId: string) {
    super();
    this.triggerId = triggerId;
  }
}

export class BatchableContext extends PlatformObject {
  readonly typeName = 'Database.BatchableContext';
  readonly jobId: string;
  readonly childJobId: string;

  constructor(jobId: string, childJobId: string) {
    super();
    this.jobId = jobId;
    this.childJobId = childJobId;
  }
}

/** What a finalizer is told of the job that has ended. */
export class FinalizerContext extends PlatformObject {
  readonly typeName = 'FinalizerContext';
  readonly jobId: string;
  readonly requestId: string;
  readonly result: EnumValue;
  readonly exception: ExceptionObject | null;

  constructor(jobId: string, requestId: string, result: EnumValue, exception: ExceptionObject | null) {
    super();
    this.jobId = jobId;
    this.requestId = requestId;
    this.result = result;
    this.exception = exception;
  }
}

export const parentJobResult: PlatformType = {
  name: 'ParentJobResult',
  page: referencePage('apex_enum_System_ParentJobResult'),
  values: ['SUCCESS', 'UNHANDLED_EXCEPTION'],
  members: [],
};

/**
 * A method of a context. Contexts are interfaces: tests have classes of their own that implement them, and those are asked by the
 * method's name.
 */
function told<Context extends PlatformObject>(signature: string, read: (context: Context) => Value): Member {
  const method = /(\w+)\(\)$/.exec(signature)![1]!;
  return member(signature, (tx, self: Context | ApexObject) =>
    self instanceof ApexObject ? tx.call(self, method) : read(self),
  );
}

function context(name: string, page: string, members: readonly Member[]): PlatformType {
  return { name, page: referencePage(page), interface: members.map(({ signature }) => signature), members };
}

export const queueableContext = context('QueueableContext', 'apex_interface_System_queueablecontext', [
  told('Id getJobId()', (self: QueueableContext) => self.jobId),
]);

export const schedulableContext = context('SchedulableContext', 'apex_interface_System_schedulablecontext', [
  told('Id getTriggerId()', (self: SchedulableContext) => self.triggerId),
]);

export const batchableContext = context('Database.BatchableContext', 'apex_interface_database_batchablecontext', [
  told('Id getJobId()', (self: BatchableContext) => self.jobId),
  told('Id getChildJobId()', (self: BatchableContext) => self.childJobId),
]);

export const finalizerContext = context('FinalizerContext', 'apex_interface_System_FinalizerContext', [
  told('Id getAsyncApexJobId()', (self: FinalizerContext) => self.jobId),
  told('Exception getException()', (self: FinalizerContext) => self.exception),
  told('String getRequestId()', (self: FinalizerContext) => self.requestId),
  told('ParentJobResult getResult()', (self: FinalizerContext) => self.result),
]);

/** What a class implements to be run as a job. */
export const queueable: PlatformType = {
  name: 'Queueable',
  page: referencePage('apex_interface_System_queueable'),
  interface: ['void execute(QueueableContext context)'],
  members: [],
};

export const schedulable: PlatformType = {
  name: 'Schedulable',
  page: referencePage('apex_interface_System_schedulable'),
  interface: ['void execute(SchedulableContext context)'],
  members: [],
};

export const finalizer: PlatformType = {
  name: 'Finalizer',
  page: referencePage('apex_interface_System_Finalizer'),
  interface: ['void execute(FinalizerContext context)'],
  members: [],
};

/** Allows callouts; it asks for no method. */
export const allowsCallouts: PlatformType = {
  name: 'Database.AllowsCallouts',
  page: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm',
  interface: [],
  members: [],
};
