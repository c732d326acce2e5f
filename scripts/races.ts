/** `npm run test:races`: the races, the properties and the faults of a phone on the road in their long form. */
import { step } from './step.ts';

const passed = await step(
	{
		name: 'races, properties and faults, long form',
		program: process.execPath,
		words: [
			'node_modules/vitest/vitest.mjs',
			'run',
			'tests/races',
			'tests/properties',
			'tests/faults'
		]
	},
	{ loud: true, env: { GANDAN_LONG: '1' } }
);
process.exitCode = passed ? 0 : 1;
