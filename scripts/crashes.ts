/** `npm run test:crashes`: a town goes on writing while PostgreSQL falls, the edge functions are killed and the disk is full. */
import { step } from './step.ts';

const passed = await step(
	{
		name: 'crashes under load',
		program: process.execPath,
		words: ['node_modules/vitest/vitest.mjs', 'run', 'tests/crashes']
	},
	{ loud: true, env: { GANDAN_LONG: '1' } }
);
process.exitCode = passed ? 0 : 1;
