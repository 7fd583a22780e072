import { finding } from '../../../../../test/console/lwc/rows';
import { countOf, toDo } from 'c/healthRecords';

describe('what is to be done', () => {
  it('comes soonest trouble first: severity, due date, name', () => {
    const late = finding({ Title__c: 'late', Due_On__c: '2026-12-24' });
    const soon = finding({ Title__c: 'soon', Due_On__c: '2026-11-26' });
    const undated = finding({ Title__c: 'undated' });
    const warning = finding({ Title__c: 'warning', Severity__c: 'warning', Due_On__c: '2026-11-01' });
    expect(toDo([warning, undated, late, soon]).map((one) => one.Title__c)).toEqual([
      'soon',
      'late',
      'undated',
      'warning',
    ]);
  });

  it('leaves out what people decided, what is over, and notes', () => {
    const rows = [
      finding({ Status__c: 'acknowledged' }),
      finding({ Status__c: 'waived' }),
      finding({ Status__c: 'resolved' }),
      finding({ Severity__c: 'info' }),
    ];
    expect(toDo(rows)).toEqual([]);
  });
});

describe('counts', () => {
  it('have what is open or acknowledged, not what is waived or resolved', () => {
    const rows = [
      finding({ Certificate__c: 'a1' }),
      finding({ Certificate__c: 'a1', Status__c: 'acknowledged' }),
      finding({ Certificate__c: 'a2', Status__c: 'waived' }),
      finding({ Certificate__c: 'a3', Status__c: 'resolved' }),
      finding({ Certificate__c: 'a4', Severity__c: 'warning' }),
      finding(),
    ];
    expect(countOf(rows, 'critical')).toEqual({ findings: 3, certificates: 1, others: 1 });
  });
});
