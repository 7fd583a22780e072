import type { SigningWish } from '../org/signer.ts';
import { UnsignedError } from '../org/signer.ts';
import { jsonBody, RestError } from '../http/message.ts';
import type { Route } from '../routing/route.ts';

/**
 * `POST /practice-org/sign {"csr": …, "names": […], "purposes": ["client", "server"]}` gives a chain (PEM), as an
 * authority does that settings call `type: practice`. Not a Salesforce API.
 */
export const signRoute: Route = {
  method: 'POST',
  path: /^\/practice-org\/sign$/,
  open: true,
  answer: async ({ request, org, faults }) => {
    if (!org.sign) throw new RestError(404, 'NO_AUTHORITY', 'The company of this org has no authority that signs.');
    try {
      const wish = { ...wishIn(jsonBody(request)), ...(faults.faults.unlistedRoot ? { unlisted: true as const } : {}) };
      const body = await org.sign(wish, org.now());
      return { status: 200, headers: { 'content-type': 'application/pem-certificate-chain' }, body };
    } catch (error) {
      if (error instanceof UnsignedError) throw new RestError(400, 'INVALID_REQUEST', error.message);
      throw error;
    }
  },
};

function wishIn(document: unknown): SigningWish {
  const { csr, names = [], purposes = [] } = (document ?? {}) as Record<string, unknown>;
  if (typeof csr !== 'string' || !isListOf(names, isText) || !isListOf(purposes, isPurpose)) {
    throw new UnsignedError('Post {"csr": PEM, "names": [], "purposes": ["client", "server"]}.');
  }
  return { csr, names, purposes };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isPurpose = (value: unknown): value is 'client' | 'server' => value === 'client' || value === 'server';

function isListOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}
