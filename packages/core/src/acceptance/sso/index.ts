export type { IdentityProviderFacts, SsoAttempt, SsoSetting, SsoStep, SsoStepId, SsoVerdict } from './model.ts';
export { judgeSso } from './judge-sso.ts';
export type {
  SamlAssertion,
  SamlResponseFacts,
  SamlSignature,
  SsoResponseAttempt,
  SsoResponseStep,
  SsoResponseStepId,
  SsoResponseVerdict,
} from './response/model.ts';
export { judgeSsoResponse, settingOf } from './response/judge-response.ts';
