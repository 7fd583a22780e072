import events from '@salesforce/apex/RotationRecords.events';
import files from '@salesforce/apex/RotationRecords.files';
import parts from '@salesforce/apex/RotationRecords.parts';
import rotationOfApex from '@salesforce/apex/RotationRecords.rotation';
import { reload } from 'c/healthRecords';
import { groupsOf, loadFile, loadRotation, readStanding, rotationOf } from 'c/rotationRecords';
import type { RotationRow } from 'c/rotationRecords';
import { beforeSwitch, eventRows, rotation } from '../../../../../test/console/lwc/rotations';

jest.mock('@salesforce/apex/RotationRecords.events', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RotationRecords.files', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RotationRecords.parts', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RotationRecords.rotation', () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});

const mocks = { events, files, parts, rotationOfApex } as unknown as Record<string, jest.Mock>;
const page = (...rows: object[]): object => ({ rows, nextAfter: null });
const now = new Date('2026-11-22T12:00:00Z');

describe('rotations in groups', () => {
  it('tell whose move it is', () => {
    const rows = [
      rotation({ Id: 'a', Waits_Since__c: '2026-11-20T00:00:00Z' }),
      rotation({ Id: 'b', Waits_For__c: 'authority', Waits_Since__c: '2026-11-10T00:00:00Z' }),
      rotation({ Id: 'c', Waits_For__c: 'date' }),
      rotation({ Id: 'd', Waits_For__c: undefined }),
      rotation({ Id: 'e', State__c: 'running' }),
      rotation({ Id: 'f', State__c: 'failed' }),
      rotation({ Id: 'g', State__c: 'planned' }),
      rotation({ Id: 'h', State__c: 'done', Ended_At__c: '2026-11-01T00:00:00Z' }),
      rotation({ Id: 'i', State__c: 'undone', Ended_At__c: '2026-11-02T00:00:00Z' }),
    ];
    const ids = Object.fromEntries(
      Object.entries<readonly RotationRow[]>({ ...groupsOf(rows) }).map(([group, own]) => [
        group,
        own.map(({ Id }) => Id).join(''),
      ]),
    );
    expect(ids).toEqual({ waiting: 'ba', failed: 'f', underWay: 'cde', planned: 'g', over: 'ih' });
  });

  it('are found for a certificate by its record, else by place and name, the open one first', () => {
    const over = rotation({ State__c: 'done', Certificate__c: 'x' });
    const open = rotation({ Certificate__c: 'x' });
    const early = rotation({ Certificate_Name__c: 'OTHER' });
    expect(rotationOf([over, open, early], { id: 'x' })).toBe(open);
    expect(rotationOf([over], { id: 'x' })).toBe(over);
    expect(rotationOf([over, early], { id: 'y', source: 'org.certificates', name: 'Other' })).toBe(early);
    expect(rotationOf([early], { id: 'y', source: 'org.saml-sso', name: 'Other' })).toBeUndefined();
  });
});

describe('one rotation', () => {
  beforeEach(() => reload());

  it('has its events in their order, with a line that is too long from its file', async () => {
    const [first, ...others] = eventRows(beforeSwitch);
    const line = first?.Line__c ?? '';
    mocks.rotationOfApex?.mockResolvedValue(rotation());
    mocks.files?.mockResolvedValue(['event-000001.json']);
    mocks.events?.mockResolvedValue(
      page(...[...others].reverse(), { ...first, Line__c: undefined, Files__c: '[{"name":"event-000001.json"}]' }),
    );
    mocks.parts?.mockResolvedValue(
      page(
        { Part__c: 2, Parts__c: 2, Content__c: JSON.stringify(line.slice(9)) },
        { Part__c: 1, Parts__c: 2, Content__c: JSON.stringify(line.slice(0, 9)) },
      ),
    );
    const record = await loadRotation('a');
    expect(record.events.map(({ Number__c: number }) => number)).toEqual([1, 2, 3]);
    expect(record.events[0]?.Line__c).toBe(line);
    const read = readStanding(record.events, now);
    expect('next' in read && read.next).toMatchObject({ kind: 'wait', step: 'switch', for: { who: 'partner' } });
  });

  it('has no file of which a part is missing', async () => {
    mocks.parts?.mockResolvedValue(page({ Part__c: 1, Parts__c: 2, Content__c: '"a"' }));
    await expect(loadFile('a', 'x.crt')).rejects.toThrow('x.crt is not whole.');
    mocks.parts?.mockResolvedValue(page());
    await expect(loadFile('a', 'x.crt')).rejects.toThrow('x.crt is not whole.');
  });

  it('waits since the step before was over, whenever somebody looks', () => {
    const read = readStanding(eventRows(beforeSwitch), now);
    expect('next' in read && read.next).toMatchObject({ for: { since: '2026-11-20T02:02:00.000Z' } });
  });

  it('tells what is wrong with events that cannot be read', () => {
    expect(readStanding(eventRows([{ type: 'step-done', step: 'request' }]), now)).toEqual({
      problem: 'request is not under way.',
    });
    expect(readStanding([], now)).toHaveProperty('problem');
  });
});
