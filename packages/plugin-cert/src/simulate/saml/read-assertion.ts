import type { SamlAssertion } from '@cert-health/core';
import { attribute, children, hasComment, textOf } from './elements.ts';

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/**
 * What an assertion says.
 *
 * @param written the assertion as it stands in the message, where comments show that the canonical form leaves out
 * @source SAML 2.0 Core, sections 2.3.3, 2.4 and 2.5
 */
export function readAssertion(assertion: Element, written: Element): SamlAssertion {
  const [subject] = children(assertion, 'assertion', 'Subject');
  const [conditions] = children(assertion, 'assertion', 'Conditions');
  const names = ['NameID', 'EncryptedID', 'BaseID'].flatMap((name) => children(subject, 'assertion', name));
  const confirmations = children(subject, 'assertion', 'SubjectConfirmation');
  const bearers = confirmations.filter((one) => attribute(one, 'Method') === BEARER);
  const data = bearers.flatMap((one) => children(one, 'assertion', 'SubjectConfirmationData'));
  const restrictions = children(conditions, 'assertion', 'AudienceRestriction');
  const ends = [conditions, ...data].flatMap((one) => momentIn(one, 'NotOnOrAfter') ?? []);
  const starts = [conditions, ...data].flatMap((one) => momentIn(one, 'NotBefore') ?? []);
  const attributes = children(assertion, 'assertion', 'AttributeStatement');
  return {
    issuer: textOf(children(assertion, 'assertion', 'Issuer')[0]),
    namesSubject: subject !== undefined && (names.some((one) => textOf(one) !== null) || attributes.length > 0),
    subjectHasComment: children(written, 'assertion', 'Subject').some(hasComment),
    isBearer: bearers.length > 0,
    audiences: restrictions
      .flatMap((one) => children(one, 'assertion', 'Audience'))
      .flatMap((one) => textOf(one) ?? []),
    recipients: data.flatMap((one) => attribute(one, 'Recipient') ?? []),
    notBefore: starts.length > 0 ? new Date(Math.max(...starts)) : null,
    notOnOrAfter: ends.length > 0 ? new Date(Math.min(...ends)) : null,
  };
}

/** SAML writes moments in UTC (Core, section 1.3.3); what is written otherwise tells nothing. */
function momentIn(element: Element | undefined, name: string): number | undefined {
  const text = attribute(element, name)?.trim() ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}
