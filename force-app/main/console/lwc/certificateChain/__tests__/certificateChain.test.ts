import '../../../../../test/console/lwc/realWords';
import CertificateChain from 'c/certificateChain';
import type { PathStep } from 'c/certificateEngine';
import { all, inDays, one, show, textOf } from '../../../../../test/console/lwc/pieces';

const step = (name: string, over: Partial<PathStep> = {}): PathStep => ({
  fingerprint: 'ab'.repeat(32),
  subject: `CN=${name},O=Trust`,
  notAfter: inDays(400),
  signature: 'valid',
  ends: 'ok',
  ...over,
});
const byName = (name: string): PathStep =>
  step(name, { fingerprint: null, notAfter: null, signature: 'not-held', ends: null });
const wordsOf = (chain: HTMLElement): string[] => all(chain, '[data-id="step"]').map(textOf);

describe('drawn chain', () => {
  afterEach(() => document.body.replaceChildren());

  it('stands from the root down to the certificate, each step with its verdict', async () => {
    const path = { steps: [step('leaf'), step('Issuing CA'), step('Root')] };
    const chain = await show(CertificateChain, { path });
    const [root, issuing, leaf] = wordsOf(chain);
    expect(root).toContain('Signed with its own key: this is the root');
    expect(issuing).toContain('Signed by Root');
    expect(leaf).toContain('Signed by Issuing CA');
    expect(leaf).toContain('this certificate');
    for (const words of [root, issuing, leaf]) expect(words).toContain('In order');
    await expect(chain).toBeAccessible();
  });

  it.each([
    ['invalid', 'Not signed with the key of Issuing CA', 'Critical'],
    ['unsupported', 'Signature not checked here', 'Not checked'],
    ['not-tried', 'a step below is not genuine', 'Not checked'],
    ['not-held', 'who signed it is not held here', 'Not checked'],
  ] as const)('says of a signature that it is %s', async (signature, words, verdict) => {
    const chain = await show(CertificateChain, { path: { steps: [step('leaf', { signature }), step('Issuing CA')] } });
    expect(wordsOf(chain)[1]).toContain(words);
    expect(wordsOf(chain)[1]).toContain(verdict);
  });

  it.each([
    ['soon', 'time to renew', 'Warning'],
    ['urgent', 'time to renew', 'Critical'],
    ['ended', 'Ended', 'Critical'],
    ['not-yet', 'Not good yet', 'Critical'],
  ] as const)('says of an end that it is %s, though the signature is good', async (ends, words, verdict) => {
    const chain = await show(CertificateChain, { path: { steps: [step('leaf', { ends })] } });
    expect(wordsOf(chain)[0]).toContain(words);
    expect(wordsOf(chain)[0]).toContain(verdict);
  });

  it('says of what a called server sends what is missing there, not here', async () => {
    const missing = { steps: [step('leaf', { signature: 'not-held' }), byName('Issuing CA')] };
    const chain = await show(CertificateChain, { path: missing, sentByServer: true });
    const [issuing, leaf] = wordsOf(chain);
    expect(issuing).toContain('Not sent by the server');
    expect(issuing).toContain('Not checked');
    expect(leaf).toContain('the server does not send who signed it');
    const listed = { steps: [step('leaf'), byName('Root')], listed: 'Root' };
    const whole = await show(CertificateChain, { path: listed, sentByServer: true });
    expect(wordsOf(whole)[0]).toContain('so the server need not send it');
    expect(`${textOf(chain)}${textOf(whole)}`).not.toContain('held here');
    await expect(chain).toBeAccessible();
  });

  it('does not take a root for good that is known by name only', async () => {
    const chain = await show(CertificateChain, { path: { steps: [step('leaf'), byName('Root')] } });
    expect(wordsOf(chain)[0]).toContain('Not held here: only its name is known');
    expect(wordsOf(chain)[0]).toContain('Not checked');
    expect(all(chain, '[data-id="listed"]')).toHaveLength(0);
  });

  it('knows a root that is on the list of the org', async () => {
    const chain = await show(CertificateChain, {
      path: { steps: [step('leaf'), byName('Root')], listed: 'Trust Root R1' },
    });
    expect(wordsOf(chain)[0]).toContain('On the list of roots your org trusts');
    expect(wordsOf(chain)[0]).toContain('In order');
    expect(one(chain, '[data-id="listed"]').textContent).toContain('Trust Root R1');
  });

  it('draws what is held where no signature was looked at, and says so', async () => {
    const certificates = [
      { fingerprint: 'a', subject: 'CN=leaf', notBefore: inDays(-10), notAfter: inDays(-1) },
      { fingerprint: 'b', subject: 'CN=CA', notBefore: inDays(1), notAfter: inDays(90) },
    ];
    const chain = await show(CertificateChain, { certificates });
    const [ca, leaf] = wordsOf(chain);
    expect(ca).toContain('Signature not checked');
    expect(ca).toContain('Not good yet');
    expect(leaf).toContain('Ended');
  });
});
