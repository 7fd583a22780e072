import '../../../../../test/console/lwc/realWords';
import { isRefusal, reduceErrors } from 'c/apexErrors';

const apex = (message: string): object => ({ status: 500, body: { message } });

describe('errors as a sentence', () => {
  it('takes the sentence of an AuraHandledException', () => {
    expect(reduceErrors(apex('The scan needs the permission X.'))).toBe('The scan needs the permission X.');
  });

  it('takes what a thrown Error or a text says', () => {
    expect(reduceErrors(new Error('The file is empty.'))).toBe('The file is empty.');
    expect(reduceErrors('The file is empty.')).toBe('The file is empty.');
  });

  it('joins the sentences of the UI API, each once', () => {
    const errors = { body: [{ message: 'First.' }, { message: 'Second.' }, { message: 'First.' }] };
    expect(reduceErrors(errors)).toBe('First. Second.');
    const fields = { body: { output: { errors: [], fieldErrors: { Name: [{ message: 'Too long.' }] } } } };
    expect(reduceErrors(fields)).toBe('Too long.');
  });

  it.each([
    ["You do not have access to the Apex class named 'HealthRecords'.", 'Certificate Health Viewer'],
    ["You do not have access to the Apex class named 'FindingDecisions'.", 'Certificate Health Approver'],
    ["You do not have access to the Apex class named 'SetupAssistant'.", 'Certificate Health Admin'],
    ["sObject type 'CertHealth_Scan__c' is not supported.", 'Certificate Health Viewer'],
  ])('names the permission set to ask for: %s', (message, permissionSet) => {
    expect(reduceErrors(apex(message))).toContain(permissionSet);
    expect(isRefusal(apex(message))).toBe(true);
  });

  it('says that nothing answered when there is no network', () => {
    expect(reduceErrors(new TypeError('Failed to fetch'))).toContain('Check your connection');
    expect(isRefusal(new TypeError('Failed to fetch'))).toBe(false);
  });

  it.each([undefined, null, {}, { body: {} }, 42, '', apex('Script-thrown exception')])(
    'has a sentence for an error that says nothing: %p',
    (error) => expect(reduceErrors(error)).toContain('Try again'),
  );
});
