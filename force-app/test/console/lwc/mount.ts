import { createElement } from 'lwc';
import type { LightningElement } from 'lwc';

/** Puts a component on the page. */
export function mount<Shown = HTMLElement>(
  tag: string,
  is: unknown,
  properties: object = {},
): HTMLElement & Shown & { readonly shadowRoot: ShadowRoot } {
  const element = createElement(tag, { is: is as typeof LightningElement }) as unknown as HTMLElement;
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element as HTMLElement & Shown & { readonly shadowRoot: ShadowRoot };
}

/** Waits until everything that was promised is there and shown. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    // eslint-disable-next-line no-await-in-loop
    await Promise.resolve();
  }
}

/** Text of what is shown, of components inside too, in the order of the page. */
export function textOf(root: Node | null | undefined): string {
  if (!root) return '';
  const within = root instanceof Element && root.shadowRoot ? root.shadowRoot : root;
  if (within.childNodes.length === 0) return within.textContent ?? '';
  return [...within.childNodes].map(textOf).join(' ').replace(/\s+/g, ' ').trim();
}

/** The first element that a selector finds; the test fails when there is none. */
export function find<Found extends Element = HTMLElement>(root: ParentNode, selector: string): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing on the page is ${selector}.`);
  return found;
}

/** The details of all events of a name that an element fires from now on. */
export function eventsOf(element: HTMLElement, name: string): unknown[] {
  const details: unknown[] = [];
  element.addEventListener(name, (event) => details.push((event as CustomEvent<unknown>).detail));
  return details;
}
