/** Runs one check with a line before and after, so that whoever waits knows for what. */
import { spawn } from 'node:child_process';
import { project } from '../supabase/local/home.ts';
import type { Check } from './checks.ts';

/** True when it passed. Its words are shown when it failed, or as they come with `loud`. */
export function step(
	{ name, program, words }: Check,
	{ loud = false, env = {} }: { loud?: boolean; env?: Record<string, string> } = {}
): Promise<boolean> {
	const from = performance.now();
	process.stdout.write(`… ${name}\n`);
	const child = spawn(program, words, {
		cwd: project,
		env: { ...process.env, ...env },
		stdio: ['ignore', loud ? 'inherit' : 'pipe', loud ? 'inherit' : 'pipe']
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
	return new Promise((resolve) => {
		const end = (passed: boolean, why = '') => {
			const seconds = ((performance.now() - from) / 1000).toFixed(1);
			if (!passed) process.stdout.write(said + why);
			process.stdout.write(`${passed ? '✓' : '✗'} ${name} (${seconds} s)\n`);
			resolve(passed);
		};
		child.once('error', (error) => end(false, `${error.message}\n`));
		child.once('close', (code) => end(code === 0));
	});
}
