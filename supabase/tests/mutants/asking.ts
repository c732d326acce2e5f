/** The test files that could see a mutant, asked over a template that has it: the likeliest first, until one fails. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { connect } from '../../local/bootstrap.ts';
import { project } from '../../local/home.ts';
import type { Seen } from '../../local/testing-record.ts';
import { template, variable, type TestServer } from '../../local/testing-server.ts';
import type { Mutant } from './mutant.ts';

/** Asked a mutant at most: what a dozen files do not see counts as survived, and is named. */
const MOST = 12;
const mutated = 'gandan_mutant';

type Known = Map<string, { names: Set<string>; text: string }>;

/** Every test file of doors, with what its databases saw where a recorded run noted it. */
export function recorded(folder: string): Known {
	const found: Known = new Map();
	for (const part of ['supabase/tests', 'tests/functions'])
		for (const name of readdirSync(join(project, part)).filter((one) => one.endsWith('.test.ts'))) {
			const file = join(project, part, name);
			found.set(file, { names: new Set(), text: readFileSync(file, 'utf8') });
		}
	if (!existsSync(folder)) return found;
	for (const name of readdirSync(folder))
		for (const line of readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean)) {
			const { file, functions, tables }: Seen = JSON.parse(line);
			if (!file || !existsSync(file)) continue;
			const known = found.get(file) ?? { names: new Set(), text: readFileSync(file, 'utf8') };
			for (const one of [...functions, ...tables]) known.names.add(one);
			found.set(file, known);
		}
	return found;
}

/** Files that expect its refusal, ran its function or wrote its table, those that speak of it most before the others. */
export function likely({ run, table, name, says = [] }: Mutant, seen: Known): string[] {
	const touched = [run, table].filter((one) => one !== undefined);
	const words = [
		...touched.map((one) => one.split('.')[1]!),
		...name.split(/[ ._()]+/).filter((word) => word.length > 3)
	];
	const times = (text: string, all: readonly string[]) =>
		all.reduce((sum, word) => sum + text.split(word).length - 1, 0);
	return [...seen]
		.map(([file, { text, names }]) => ({
			file,
			expects: times(text, says),
			touches: touched.some((one) => names.has(one)),
			said: times(text, words),
			size: names.size
		}))
		.filter(({ expects, touches }) => touches || expects > 0)
		.sort((a, b) => b.expects - a.expects || b.said - a.said || a.size - b.size)
		.slice(0, MOST)
		.map(({ file }) => file);
}

/** The file that failed over the mutant, or null. `half` files at a time, so that the likeliest answer alone. */
export async function failing(mutant: Mutant, files: readonly string[]): Promise<string | null> {
	const server: TestServer = JSON.parse(process.env[variable]!);
	const admin = connect(server.admin);
	try {
		await admin.unsafe(`drop database if exists ${mutated} with (force)`);
		await admin.unsafe(
			`create database ${mutated} template ${template} strategy file_copy owner postgres`
		);
		const url = new URL(server.admin);
		url.pathname = `/${mutated}`;
		const inside = connect(url.href);
		await inside.unsafe(mutant.make).finally(() => inside.end());
		const env = { ...process.env, [variable]: JSON.stringify({ ...server, template: mutated }) };
		for (let from = 0, many = 2; from < files.length; from += many, many *= 2) {
			const asked = files.slice(from, from + many);
			if (!(await passed(asked, env)))
				return asked.map((file) => relative(project, file)).join(' ');
		}
		return null;
	} finally {
		await admin.unsafe(`drop database if exists ${mutated} with (force)`);
		await admin.end();
	}
}

function passed(files: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
	const words = ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', '--reporter=dot', ...files];
	const child = spawn(process.execPath, words, { cwd: project, env, stdio: 'ignore' });
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code === 0));
	});
}
