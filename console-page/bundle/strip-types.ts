/** Takes the types off our sources; decorators and class fields are left for the LWC compiler. */
import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

export function stripTypes(): Plugin {
  return {
    name: 'strip-types',
    async transform(code, id) {
      if (!/\.ts(\?|$)/.test(id)) return null;
      const stripped = await transform(code, {
        loader: 'ts',
        target: 'esnext',
        sourcefile: id,
        tsconfigRaw: { compilerOptions: { useDefineForClassFields: true, verbatimModuleSyntax: true } },
      });
      return { code: stripped.code, map: null };
    },
  };
}
