// What `npm pack` or `npm publish` in the folder of a package does: the core would be missing in the plugin.
process.stderr.write(
  'This folder is not what is shipped. In the root of the repository, npm run pack makes the packages in build/packages.\n',
);
process.exit(1);
