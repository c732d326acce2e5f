/** `npm run test:backup`: a backup is made, its persons erased, and it is restored into a new cluster, down to the bytes. */
import { step } from './step.ts';

const words = ['node_modules/vitest/vitest.mjs', 'run', 'tests/stack/backup.test.ts'];
const check = { name: 'backup and restore, long form', program: process.execPath, words };
process.exitCode = (await step(check, { loud: true, env: { GANDAN_LONG: '1' } })) ? 0 : 1;
