import { plural } from '../../../findings/index.ts';
import type { Found } from '../../step.ts';
import { samlCore } from './documents.ts';
import type { SsoResponseAttempt, SsoResponseStep } from './model.ts';

/**
 * What is signed is what is read. A message whose signature is good and covers something else than the assertion is how others
 * get in under a strange name (signature wrapping).
 */
export function judgeCoversAssertion({ response }: SsoResponseAttempt): SsoResponseStep {
  return {
    id: 'covers-assertion',
    layer: 'identity',
    title: 'What is signed is the one assertion that is read, and all of it',
    rule: samlCore('5.4'),
    ...judge(response),
  };
}

const remedy =
  'Whoever runs the identity provider: find out where this message comes from; one that is put together in this way is not to be believed.';

function judge({ assertions, signatures }: SsoResponseAttempt['response']): Found {
  const { plain, misplaced, encrypted } = assertions;
  const own = signatures.filter(({ over }) => over !== 'other');
  const evidence = {
    assertions: plain,
    misplaced,
    signatures: signatures.map(({ over }) => over),
    faults: signatures.flatMap(({ fault }) => fault ?? []),
  };
  if (misplaced > 0) {
    const detail = `${plural(misplaced, 'assertion')} ${misplaced === 1 ? 'stands' : 'stand'} where none belongs, beside or within the one that is meant.`;
    return { outcome: 'fail', detail, evidence, remedy };
  }
  const stray = signatures.length - own.length;
  const faulty = signatures.find(({ fault }) => fault !== undefined);
  if (faulty?.fault !== undefined) return { outcome: 'fail', detail: faulty.fault, evidence, remedy };
  if (stray > 0) return { outcome: 'fail', detail: 'A signature stands where none belongs.', evidence, remedy };
  if (own.length === 0) {
    const outcome = encrypted > 0 && plain === 0 ? 'unknown' : 'not-applicable';
    return { outcome, detail: 'There is no signature that could cover it.', evidence };
  }
  if (plain === 0) {
    return {
      outcome: 'pass',
      detail: 'The whole response is covered, with the encrypted assertion in it.',
      evidence,
    };
  }
  const isWhole = own.some(({ over }) => over === 'response');
  const signed = own.filter(({ over }) => over === 'assertion').length;
  if (plain + encrypted > 1) {
    if (!isWhole && signed < plain + encrypted) {
      const detail = `Of ${plain + encrypted} assertions ${signed === 1 ? 'one is' : `${signed} are`} signed, and whoever reads the other one is deceived.`;
      return { outcome: 'fail', detail, evidence, remedy };
    }
    return {
      outcome: 'unknown',
      detail: `It brings ${plain + encrypted} assertions. Which of them Salesforce reads no page says.`,
      evidence,
      remedy: 'Whoever runs the identity provider: have the response carry one assertion.',
    };
  }
  return {
    outcome: 'pass',
    detail: isWhole ? 'The whole response is covered.' : 'The whole assertion is covered.',
    evidence,
  };
}
