/** Namespaces of what is read (SAML 2.0 Core, XML Signature). */
export const namespaces = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const;

type Room = keyof typeof namespaces;

const ELEMENT = 1;
const COMMENT = 8;

export function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT;
}

/** By siblings: texts have no list of children in this library. */
function nodesIn(node: Node): Node[] {
  const nodes: Node[] = [];
  for (let one = node.firstChild; one; one = one.nextSibling) nodes.push(one);
  return nodes;
}

export const elementsIn = (node: Node): Element[] => nodesIn(node).filter(isElement);

export const isNamed = (element: Element, room: Room, name: string): boolean =>
  element.namespaceURI === namespaces[room] && element.localName === name;

/** Children of one name. */
export function children(node: Node | undefined, room: Room, name: string): Element[] {
  return node ? elementsIn(node).filter((one) => isNamed(one, room, name)) : [];
}

/** All elements below, in the order of the document. The depth is bounded where the document is read. */
export function allElements(node: Node): Element[] {
  return elementsIn(node).flatMap((one) => [one, ...allElements(one)]);
}

export const textOf = (element: Element | undefined): string | null => element?.textContent?.trim() || null;

/** Undefined for one that is absent. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined;
}

/** Whether a comment stands anywhere within. */
export function hasComment(node: Node): boolean {
  return nodesIn(node).some((one) => one.nodeType === COMMENT || hasComment(one));
}
