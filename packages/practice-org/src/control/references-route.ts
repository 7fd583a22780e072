import { ok } from '../http/message.ts';
import type { Route } from '../routing/route.ts';

/** `GET /practice-org/references`: what a company was planted with. Not part of any Salesforce API. */
export const referencesRoute: Route = {
  method: 'GET',
  path: /^\/practice-org\/references$/,
  open: true,
  answer: ({ org }) => ok({ references: org.references }),
};
