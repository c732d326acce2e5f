/** Long forms of tests that `npm test` runs a part of. */
import { making } from './checks.ts';
import { step } from './step.ts';

/** True when all passed. The words and Kit's types are made first: a fresh clone has neither, and no test begins without. */
export async function atLength(name: string, words: string[], env: Record<string, string>) {
	for (const check of making) if (!(await step(check))) return false;
	const program = process.execPath;
	words = ['node_modules/vitest/vitest.mjs', 'run', ...words];
	return step({ name, program, words }, { loud: true, env });
}

/** Sets the exit code: 0 when all passed. */
export async function longForm(name: string, ...files: string[]): Promise<void> {
	process.exitCode = (await atLength(name, files, { GANDAN_LONG: '1' })) ? 0 : 1;
}
