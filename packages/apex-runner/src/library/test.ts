import type { ApexObject } from '../values/value.ts';
import { member, type PlatformType } from './declaration.ts';
import { calloutMock, makeCalloutMock } from './http.ts';
import { referencePage } from './page.ts';
import type { TypeValue } from './type.ts';

export const test: PlatformType = {
  name: 'Test',
  page: referencePage('apex_methods_system_test'),
  members: [
    member('static void startTest()', (tx) => tx.startTest()),
    member('static void stopTest()', (tx) => tx.stopTest()),
    member('static Boolean isRunningTest()', (tx) => tx.isTest),
    member('static void setMock(Type of, Object mock)', (tx, of: TypeValue, mock: ApexObject) => {
      const isForCallouts = of.of.kind === 'platform' && of.of.name === 'HttpCalloutMock';
      if (!isForCallouts) throw new Error('Test.setMock: only HttpCalloutMock is known.');
      tx.session.state(calloutMock, makeCalloutMock).mock = mock;
    }),
  ],
};
