import type { ApexShape } from '../../org/planted-reference.ts';
import type { Draft, Named, Planting } from '../planting.ts';
import { naming } from '../planting.ts';

/** A call or field in code that takes a certificate. */
export interface ApexUse {
  /** As core's table of references has it: `HttpRequest.setClientCertificateName`. */
  readonly call: string;
  /** A piece of the line where it stands, and of no other line. */
  readonly at: string;
  readonly shape: ApexShape;
  /** What the code names, where it can be told from what is written in the org. */
  readonly certificate?: Named;
}

/** A class of the org, or with a name that has a namespace, of a package. */
export function apexClass(name: string, body: string, uses: readonly ApexUse[] = []): Planting {
  return code('ApexClass', name, body, uses);
}

export function apexTrigger(name: string, body: string, uses: readonly ApexUse[] = []): Planting {
  return code('ApexTrigger', name, body, uses);
}

function code(type: 'ApexClass' | 'ApexTrigger', name: string, body: string, uses: readonly ApexUse[]): Planting {
  const draft: Draft = { type, fullName: name, values: { apiVersion: '67.0', status: 'Active' }, content: body };
  const lines = body.split('\n');
  const references = uses.flatMap(({ call, at, shape, certificate }) => {
    const line = lines.findIndex((text) => text.includes(at)) + 1;
    if (line === 0 || lines.some((text, index) => index !== line - 1 && text.includes(at))) {
      throw new RangeError(`${name} does not have one line with ${at}.`);
    }
    const of = { place: 'apex', name, field: `${type}.${call}` } as const;
    const found = { shape, line };
    if (shape === 'keystore') return [{ ...of, kind: 'carries' as const, ...found }];
    if (certificate === undefined) return [{ ...of, kind: 'names' as const, ...found }];
    return naming(of, certificate).map((reference) => ({ ...reference, ...found }));
  });
  return { drafts: [draft], references };
}
