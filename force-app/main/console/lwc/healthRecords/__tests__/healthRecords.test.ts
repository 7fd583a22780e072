import certificates from '@salesforce/apex/HealthRecords.certificates';
import gone from '@salesforce/apex/HealthRecords.goneCertificates';
import certificate from '@salesforce/apex/HealthRecords.certificate';
import { fromJson, load, loadCertificate, newestFinished, onReload, reload } from 'c/healthRecords';

jest.mock(
  '@salesforce/apex/HealthRecords.certificates',
  () => ({ __esModule: true, default: jest.fn().mockResolvedValue({ rows: [] }) }),
  { virtual: true },
);
jest.mock(
  '@salesforce/apex/HealthRecords.certificate',
  () => ({ __esModule: true, default: jest.fn().mockResolvedValue({}) }),
  { virtual: true },
);
jest.mock(
  '@salesforce/apex/HealthRecords.goneCertificates',
  () => ({
    __esModule: true,
    default: jest.fn().mockResolvedValue({ rows: [{ Id: 'a09', Is_Gone__c: true }], nextAfter: null }),
  }),
  { virtual: true },
);
const asked = jest.mocked(certificates);

describe('records of the org', () => {
  beforeEach(() => {
    reload();
    jest.clearAllMocks();
  });

  it('are asked for once, however many parts of a page want them', async () => {
    await Promise.all([load('certificates'), load('certificates')]);
    await load('certificates');
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('are asked for again after something was written', async () => {
    await load('certificates');
    reload();
    await load('certificates');
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('are asked for again when the first answer was an error', async () => {
    asked.mockRejectedValueOnce(new Error('no'));
    await expect(load('certificates')).rejects.toThrow('no');
    await expect(load('certificates')).resolves.toEqual([]);
  });

  it('that are gone are asked for apart from those in the org', async () => {
    await load('certificates');
    expect(gone).not.toHaveBeenCalled();
    await expect(load('gone')).resolves.toEqual([{ Id: 'a09', Is_Gone__c: true }]);
    await load('gone');
    expect(gone).toHaveBeenCalledTimes(1);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('of one certificate are kept by its Id', async () => {
    await loadCertificate('a01');
    await loadCertificate('a01');
    await loadCertificate('a02');
    expect(jest.mocked(certificate).mock.calls).toEqual([[{ recordId: 'a01' }], [{ recordId: 'a02' }]]);
  });

  it('tell who listens that they changed, until it stops listening', () => {
    const listener = jest.fn();
    const stop = onReload(listener);
    reload();
    stop();
    reload();
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('a scan', () => {
  it('counts as the newest only when it was finished', () => {
    const scans = [
      { Id: '1', Progress__c: 'failed' },
      { Id: '2', Progress__c: 'finished' },
      { Id: '3', Progress__c: 'finished' },
    ] as const;
    expect(newestFinished(scans)?.Id).toBe('2');
    expect(newestFinished([])).toBeUndefined();
  });

  it('has long texts that may be missing or cut', () => {
    expect(fromJson<{ a: number }>('{"a":1}')).toEqual({ a: 1 });
    expect(fromJson('{"a":')).toBeUndefined();
    expect(fromJson(undefined)).toBeUndefined();
  });
});
