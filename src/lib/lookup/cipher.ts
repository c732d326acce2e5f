import type * as CipherFile from '#lib/sealed/returning.ts';

/** Heavy, so it comes by `import()`, and for every code before any answer. */
export type Cipher = typeof CipherFile;
