/** `npm run check`: lint, format and types of everything, without a database or a browser. */
import { checks, making } from './checks.ts';
import { step } from './step.ts';

let failed = 0;
for (const check of [...making, ...checks]) if (!(await step(check))) failed++;
process.exitCode = failed === 0 ? 0 : 1;
