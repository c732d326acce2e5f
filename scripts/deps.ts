/**
 * `npm run deps`: whether what package.json asks for is pinned, and out for a week at least. Asks the registry, so it is no part of
 * `npm test`.
 *
 *   -- --since <commit>   instead: what came into package-lock.json since then
 *   -- --all              instead: everything in it
 *   -- --days <n>         another age than 7 days
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { project } from '../supabase/local/home.ts';
import { program } from '../supabase/local/program.ts';
import { Stop } from '../supabase/local/stop.ts';
import { askedAt, broughtIn, pinnedIn, unpinned, young, type Lock, type Pinned } from './aged.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const run = (name: string, words: string[]) =>
	execFileSync(name, words, { cwd: project, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

/** The lock file as it was at a commit. */
function lockAt(commit: string): Lock {
	try {
		return JSON.parse(run('git', ['show', `${commit}:package-lock.json`])) as Lock;
	} catch {
		throw new Stop(`There is no package-lock.json at ${commit}.`);
	}
}

function named(lock: Lock, { since, all }: { since?: string; all?: boolean }): Pinned[] {
	if (since) return broughtIn(lock, lockAt(since));
	if (all) return pinnedIn(lock);
	const { dependencies, devDependencies } = lock.packages[''] as Record<string, object>;
	const own = new Set(Object.keys({ ...dependencies, ...devDependencies }));
	return pinnedIn(lock, (path) => own.has(path.replace(/^node_modules\//, '')));
}

await program(async () => {
	const { values } = parseArgs({
		options: {
			...{ since: { type: 'string' }, all: { type: 'boolean' } },
			days: { type: 'string', default: '7' }
		}
	});
	const days = Number(values.days);
	if (!(days >= 0)) throw new Stop('Say days as a number: npm run deps -- --days 7');
	const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as Lock;
	const loose = unpinned(lock);
	for (const path of loose) say(`✗ ${path} has no hash.`);
	const packages = named(lock, values);
	say(`Asking when ${packages.length} versions came out …`);
	const registry = run('npm', ['config', 'get', 'registry']).trim();
	const found = await young(packages, days, askedAt(registry)).catch(() => {
		throw new Stop(
			'The registry does not answer: without it nobody knows when a version came out.'
		);
	});
	for (const { name, version, out } of found)
		say(
			`✗ ${name}@${version} ${out ? `came out on ${out.toISOString().slice(0, 10)}` : 'is not known there'}.`
		);
	if (loose.length + found.length > 0)
		throw new Stop(`${found.length} of ${packages.length} are younger than ${days} days.`);
	say(`All ${packages.length} are pinned, and out for ${days} days or longer.`);
});
