/** Modules that the page's import map and build resolve. */
declare module 'shown-component' {
  import type { LightningElement } from 'lwc';

  export const Shown: typeof LightningElement;
  /** `c-certificate-console` */
  export const tag: string;
}

declare module 'lightning/toast' {
  const Toast: { show(toast: object, source: HTMLElement): unknown };
  export default Toast;
}

declare module 'lightning/toastContainer' {
  const ToastContainer: { instance(): { maxToasts: number } };
  export default ToastContainer;
}
