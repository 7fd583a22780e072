// Every component test can say `await expect(element).toBeAccessible()`.
require('@sa11y/jest').registerSa11yMatcher();
