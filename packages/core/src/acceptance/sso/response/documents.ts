import type { RuleSource } from '../../../findings/index.ts';
import { help } from '../../../uses/documents.ts';

/** What Salesforce says that it refuses, and how a message must be signed. */
export const loginErrors = help('xcloud.sso_saml_validation_errors', 'SAML Login Errors');
export const assertionExamples = help('xcloud.sso_saml_assertion_examples', 'Example SAML Assertions');

export const samlCore = (section: string): RuleSource => ({ document: 'SAML 2.0 Core', section });
