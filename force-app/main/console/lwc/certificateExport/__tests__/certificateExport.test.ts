import { csvField, csvOf, download } from 'c/certificateExport';

describe('export for spreadsheets', () => {
  it.each(['=1+2', '+1', '-1', '@cmd', '  =1', '\t=1'])('keeps %j from being run as a formula', (text) => {
    expect(csvField(text).replace(/^"/, '')).toMatch(/^('|\\u)/);
  });

  it('quotes what would end a field, as RFC 4180 says', () => {
    expect(csvField('a,"b"')).toBe('"a,""b"""');
    expect(csvField('CN=a')).toBe('CN=a');
  });

  it('spells out characters that are not seen', () => {
    expect(csvField('a\u202Eb\nc')).toBe('a\\u{202E}b\\u{A}c');
  });

  it('has a line for the heads and one for each row, for programs that know UTF-8 by its mark', () => {
    expect(csvOf(['a', 'b'], [['1', '=x']])).toBe("\uFEFFa,b\r\n1,'=x\r\n");
  });

  it('hands the text to the browser by an address that it takes back', () => {
    const created = jest.fn<string, [Blob]>(() => 'blob:one');
    const revoked = jest.fn();
    Object.assign(URL, { createObjectURL: created, revokeObjectURL: revoked });
    const link = document.createElement('a');
    let clicked = '';
    link.addEventListener('click', (event) => {
      event.preventDefault();
      clicked = link.href;
    });
    download(link, 'certificates.csv', 'a,b');
    expect(clicked).toBe('blob:one');
    expect(link.download).toBe('certificates.csv');
    expect(link.hasAttribute('href')).toBe(false);
    expect(revoked).toHaveBeenCalledWith('blob:one');
    // Lightning Web Security refuses text/csv.
    expect(created.mock.calls[0]?.[0].type).toBe('text/plain');
  });
});
