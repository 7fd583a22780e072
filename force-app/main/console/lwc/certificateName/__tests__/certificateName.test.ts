import { colons, shortName } from 'c/certificateName';

describe('names in certificates', () => {
  it.each([
    ['CN=partner.example,O=Acme,C=US', 'partner.example'],
    ['O=Acme, CN=Issuing CA 4', 'Issuing CA 4'],
    ['CN=Acme\\, Inc.,C=US', 'Acme, Inc.'],
    ['O=Only Organization,C=US', 'Only Organization'],
    ['C=US', 'C=US'],
    ['', ''],
    ['OU=XCN=no,CN=yes', 'yes'],
  ])('knows %j by %j', (subject, name) => {
    expect(shortName(subject)).toBe(name);
  });

  it('spells hex digits as people compare them', () => {
    expect(colons('3fa0b1')).toBe('3f:a0:b1');
    expect(colons('')).toBe('');
  });
});
