import { PlatformObject } from '../values/scalar.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';
import { FieldObject, fieldMembers } from './platform-fields.ts';

export class DeployMessage extends FieldObject {
  readonly typeName = 'Metadata.DeployMessage';
}

export class DeployDetails extends FieldObject {
  readonly typeName = 'Metadata.DeployDetails';
}

export class DeployResult extends FieldObject {
  readonly typeName = 'Metadata.DeployResult';
}

/** What a callback is told besides the result. */
export class DeployCallbackContext extends PlatformObject {
  readonly typeName = 'Metadata.DeployCallbackContext';
  readonly jobId: string | null;

  constructor(jobId: string | null = null) {
    super();
    this.jobId = jobId;
  }
}

export const deployStatus: PlatformType = {
  name: 'Metadata.DeployStatus',
  page: referencePage('apex_enum_Metadata_DeployStatus'),
  values: ['Pending', 'InProgress', 'Succeeded', 'SucceededPartial', 'Failed', 'Canceling', 'Canceled'],
  members: [],
};

export const deployProblemType: PlatformType = {
  name: 'Metadata.DeployProblemType',
  page: referencePage('apex_enum_Metadata_DeployProblemType'),
  values: ['Error', 'Info', 'Warning'],
  members: [],
};

export const deployMessage: PlatformType = {
  name: 'Metadata.DeployMessage',
  page: referencePage('apex_class_Metadata_DeployMessage'),
  members: [
    member('new()', () => new DeployMessage()),
    ...fieldMembers({
      changed: 'Boolean',
      columnNumber: 'Integer',
      componentType: 'String',
      created: 'Boolean',
      createdDate: 'Datetime',
      deleted: 'Boolean',
      fileName: 'String',
      fullName: 'String',
      id: 'Id',
      lineNumber: 'Integer',
      problem: 'String',
      problemType: 'Metadata.DeployProblemType',
      success: 'Boolean',
    }),
  ],
};

export const deployDetails: PlatformType = {
  name: 'Metadata.DeployDetails',
  page: referencePage('apex_class_Metadata_DeployDetails'),
  members: [
    member('new()', () => new DeployDetails()),
    ...fieldMembers({
      componentFailures: 'List<Metadata.DeployMessage>',
      componentSuccesses: 'List<Metadata.DeployMessage>',
    }),
  ],
};

export const deployResult: PlatformType = {
  name: 'Metadata.DeployResult',
  page: referencePage('apex_class_Metadata_DeployResult'),
  members: [
    member('new()', () => new DeployResult()),
    ...fieldMembers({
      checkOnly: 'Boolean',
      completedDate: 'Datetime',
      createdBy: 'String',
      createdByName: 'String',
      createdDate: 'Datetime',
      details: 'Metadata.DeployDetails',
      done: 'Boolean',
      errorMessage: 'String',
      id: 'Id',
      messages: 'List<Metadata.DeployMessage>',
      numberComponentErrors: 'Integer',
      numberComponentsDeployed: 'Integer',
      numberComponentsTotal: 'Integer',
      startDate: 'Datetime',
      status: 'Metadata.DeployStatus',
      success: 'Boolean',
    }),
  ],
};

export const deployCallbackContext: PlatformType = {
  name: 'Metadata.DeployCallbackContext',
  page: referencePage('apex_class_Metadata_DeployCallbackContext'),
  members: [
    member('new()', () => new DeployCallbackContext()),
    member('Id getCallbackJobId()', (_tx, self: DeployCallbackContext) => self.jobId),
  ],
};

export const deployCallback: PlatformType = {
  name: 'Metadata.DeployCallback',
  page: referencePage('apex_interface_Metadata_DeployCallback'),
  interface: ['void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context)'],
  members: [],
};
