/** What c/certificateEngine exports, in small: the core itself is tried in packages/core/test. */
export const useCatalog = [
  {
    id: 'inbound-one-way-tls',
    prover: 'Salesforce',
    verifier: 'the caller',
    rotates: { who: 'salesforce' },
    summary: 'Everyone who opens Salesforce makes sure that it is Salesforce.',
    breaks: 'Callers can no longer connect.',
  },
  {
    id: 'outbound-apex-mtls',
    prover: 'Salesforce, with your certificate',
    verifier: 'the called server',
    rotates: { who: 'customer' },
    summary: "Your org calls another company's server, and that server wants to know who is calling.",
    breaks: 'Calls to that server fail.',
  },
  {
    id: 'inbound-sso',
    prover: 'the identity provider',
    verifier: 'Salesforce',
    rotates: { who: 'customer' },
    summary: 'Your people log in somewhere else.',
    breaks: 'Nobody can log in.',
  },
];

export const referenceUses = [
  { use: 'outbound-apex-mtls', place: 'named-credentials' },
  { use: 'outbound-apex-mtls', place: 'apex' },
  { use: 'inbound-sso', place: 'saml-sso-configs' },
  { use: 'inbound-one-way-tls', place: 'mobile-pins' },
];

export const checkCatalog = [{ id: 'root-not-in-org-list', needs: "the org's list of roots (/cacerts.jsp)" }];

export const namesOfBodies = jest.fn();
export const judgeSnapshot = jest.fn();
export const planPublication = jest.fn();
