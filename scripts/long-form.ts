/** The long form of tests that `npm test` runs a part of. Sets the exit code: 0 when all passed. */
import { making } from './checks.ts';
import { step } from './step.ts';

export async function longForm(name: string, ...files: string[]): Promise<void> {
	const words = ['node_modules/vitest/vitest.mjs', 'run', ...files];
	const check = { name, program: process.execPath, words };
	// The words and Kit's types are made anew: a fresh clone has neither.
	for (const made of making) if (!(await step(made))) return void (process.exitCode = 1);
	process.exitCode = (await step(check, { loud: true, env: { GANDAN_LONG: '1' } })) ? 0 : 1;
}
