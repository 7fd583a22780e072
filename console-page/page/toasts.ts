/** Shows the toasts of lightning/platformShowToastEvent by the base components' own toast. */
import Toast from 'lightning/toast';
import ToastContainer from 'lightning/toastContainer';
import { ShowToastEventName } from '../platform/lightning/platformShowToastEvent.ts';

/** What a component puts into the event. Source: Component Reference, lightning/platformShowToastEvent. */
interface PlatformToast {
  readonly title: string;
  readonly message?: string;
  readonly messageData?: readonly (string | { readonly url: string; readonly label: string })[];
  readonly variant?: 'info' | 'success' | 'warning' | 'error';
  readonly mode?: 'dismissible' | 'pester' | 'sticky';
}

export function listenForToasts(stage: HTMLElement): void {
  ToastContainer.instance().maxToasts = 3;
  stage.addEventListener(ShowToastEventName, (event) => {
    const { title, message = '', messageData, variant = 'info', mode } = (event as CustomEvent<PlatformToast>).detail;
    void Toast.show(
      {
        label: title,
        message,
        variant,
        mode: mode === 'pester' ? 'dismissible' : (mode ?? 'dismissible'),
        ...(messageData === undefined ? {} : { messageLinks: messageData.filter((part) => typeof part === 'object') }),
      },
      stage,
    );
  });
}
