/**
 * `npm run test:fuzz [-- --seed=N --runs=N --door=word]`: the long form of the fuzzing of every door, with and without the gate, and
 * of every road over the wire. The seed is printed first; a run with the same three finds the same.
 */
import { parseArgs } from 'node:util';
import { program } from '../supabase/local/program.ts';
import { Stop } from '../supabase/local/stop.ts';
import { atLength } from './long-form.ts';

await program(async () => {
	const { values } = parseArgs({
		options: { seed: { type: 'string' }, runs: { type: 'string' }, door: { type: 'string' } }
	});
	const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
	const { runs = '100', door = '' } = values;
	for (const number of [seed, runs])
		if (!/^\d{1,10}$/.test(number)) throw new Stop(`${number} is no number of a seed or of runs.`);
	process.stdout.write(`--seed=${seed} --runs=${runs}${door && ` --door=${door}`}\n`);
	const words = ['tests/fuzz', '--testTimeout=600000', '--fileParallelism=false'];
	const env = { GANDAN_FUZZ_SEED: seed, GANDAN_FUZZ_RUNS: runs, GANDAN_FUZZ_DOOR: door };
	if (!(await atLength('fuzzing, long form', words, env)))
		throw new Stop('Something was answered that may not be: the smallest request is above.');
});
