export type { IdentityProviderFacts, SsoAttempt, SsoSetting, SsoStep, SsoStepId, SsoVerdict } from './model.ts';
export { judgeSso } from './judge-sso.ts';
