/** Its injection container asks for the metadata reflection interface before it can be loaded. */
import 'reflect-metadata';

export * as x509 from '@peculiar/x509';
