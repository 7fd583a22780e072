/// <reference path="./platform.d.ts" />
// Ours come first: the package declares lightning/modal without `open`.
import '@salesforce/lightning-types';
