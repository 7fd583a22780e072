import { allElements, attribute, children, elementsIn, hasComment, isNamed } from './elements.ts';

/** What a signature says of itself. */
export interface SignatureForm {
  readonly algorithm: string;
  readonly digest: string;
  /** How what is signed was written down. unverified: whether other ways than the exclusive one are taken. */
  readonly canonicalization: 'exclusive' | 'other';
  /** Why it does not cover the element in which it stands, and all of it. */
  readonly fault?: string;
}

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const exclusive = [EXCLUSIVE, `${EXCLUSIVE}WithComments`];
const canonical = [...exclusive, INCLUSIVE, `${INCLUSIVE}#WithComments`];

/**
 * Looks at a signature before anything is computed: SAML allows one form only, and every other one is a way to have a signature that
 * is good and covers something else.
 *
 * @param parent the element in which it stands
 * @source SAML 2.0 Core, sections 5.4.1 to 5.4.4
 */
export function formOf(signature: Element, parent: Element): SignatureForm {
  const [info] = children(signature, 'signature', 'SignedInfo');
  const references = children(info, 'signature', 'Reference');
  const [reference] = references;
  const method = children(info, 'signature', 'CanonicalizationMethod')[0];
  const transforms = transformsOf(reference);
  const ways = [attribute(method, 'Algorithm') ?? '', ...transforms.filter((one) => one !== ENVELOPED)];
  const fault = faultOf(signature, parent, { references, transforms, ways });
  return {
    algorithm: attribute(children(info, 'signature', 'SignatureMethod')[0], 'Algorithm') ?? '',
    digest: attribute(children(reference, 'signature', 'DigestMethod')[0], 'Algorithm') ?? '',
    canonicalization:
      ways.every((one) => exclusive.includes(one)) && elementsIn(method ?? signature).length === 0
        ? 'exclusive'
        : 'other',
    ...(fault === undefined ? {} : { fault }),
  };
}

function transformsOf(reference: Element | undefined): string[] {
  const [list] = children(reference, 'signature', 'Transforms');
  return children(list, 'signature', 'Transform').map((one) => attribute(one, 'Algorithm') ?? '');
}

interface Parts {
  readonly references: readonly Element[];
  readonly transforms: readonly string[];
  readonly ways: readonly string[];
}

function faultOf(signature: Element, parent: Element, { references, transforms, ways }: Parts): string | undefined {
  if (children(parent, 'signature', 'Signature').length > 1) return 'Two signatures stand in one element.';
  if (!isWellBuilt(signature)) return 'The signature is not built as a signature is.';
  if (hasComment(signature)) return 'Comments stand within the signature itself.';
  if (references.length !== 1) return `The signature covers ${references.length} things, and SAML allows one.`;
  const id = attribute(parent, 'ID');
  const wanted = attribute(references[0], 'URI');
  if (!id || wanted !== `#${id}`) return 'The signature covers something else than the element in which it stands.';
  if (bearersOf(id, parent) !== 1)
    return 'Several elements bear the ID that is signed, so that another one may be read.';
  if (!ways.every((one) => canonical.includes(one)) || transforms.filter((one) => one === ENVELOPED).length !== 1)
    return 'Before it was signed, what is signed was transformed in a way that can leave part of it out.';
  return undefined;
}

/** SignedInfo, SignatureValue and at most KeyInfo, in that order; the same for what is in SignedInfo. */
function isWellBuilt(signature: Element): boolean {
  const parts = elementsIn(signature);
  const names = ['SignedInfo', 'SignatureValue', 'KeyInfo'];
  const isInOrder = parts.every((one, at) => isNamed(one, 'signature', names[at] ?? ''));
  if (!isInOrder || parts.length < 2) return false;
  const info = elementsIn(parts[0] as Element).map((one, at) =>
    isNamed(one, 'signature', ['CanonicalizationMethod', 'SignatureMethod'][at] ?? 'Reference'),
  );
  return info.length >= 3 && info.every(Boolean);
}

/** Elements with that value in any attribute that somebody may take for an ID. */
function bearersOf(id: string, element: Element): number {
  const root = element.ownerDocument.documentElement;
  return [root, ...allElements(root)].filter((one) =>
    Array.from({ length: one.attributes.length }, (_, at) => one.attributes[at]).some(
      (own) => own !== undefined && /^id$/i.test(own.localName) && own.value === id,
    ),
  ).length;
}
