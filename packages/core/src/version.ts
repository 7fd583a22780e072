/** Version of this package, and of the plugin and the app that judge with it: they are released together. */
export const version = '0.1.0';
