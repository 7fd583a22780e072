/**
 * lightning/platformShowToastEvent: the event that ../../page/toasts.ts listens for. The platform's own name of it is taken
 * here by the base components' toast, which understands other properties.
 */
export const ShowToastEventName = 'practice-org__showtoast';

export class ShowToastEvent extends CustomEvent<object> {
  constructor(detail: object) {
    super(ShowToastEventName, { bubbles: true, composed: true, cancelable: true, detail });
  }
}
