/** Puts the app on the page. Synthetic shadow comes first: the base components are made for it. */
import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import { Shown, tag } from 'shown-component';
import { recordIdOfAddress } from '../platform/address.ts';
import { listenForToasts } from './toasts.ts';

const stage = document.getElementById('stage');
if (stage === null) throw new Error('The page has no stage.');
listenForToasts(stage);
const shown = createElement(tag, { is: Shown });
const recordId = recordIdOfAddress();
if (recordId !== undefined && 'recordId' in shown) Object.assign(shown, { recordId });
stage.append(shown);
