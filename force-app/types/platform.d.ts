/** Modules that exist on the platform only, as far as the components use them. */
declare module '@salesforce/label/*' {
  const label: string;
  export default label;
}
