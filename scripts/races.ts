/** `npm run test:races`: the race and property tests in their long form. */
import { step } from './step.ts';

const passed = await step(
	{
		name: 'races and properties, long form',
		program: process.execPath,
		words: ['node_modules/vitest/vitest.mjs', 'run', 'tests/races', 'tests/properties']
	},
	{ loud: true, env: { GANDAN_LONG: '1' } }
);
process.exitCode = passed ? 0 : 1;
