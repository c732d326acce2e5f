/** The test files that could see a mutant, asked over a template that has it: the likeliest first, until one fails. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { connect } from '../../local/bootstrap.ts';
import { project } from '../../local/home.ts';
import type { Seen } from '../../local/testing-record.ts';
import { template, variable, type TestServer } from '../../local/testing-server.ts';
import type { Mutant } from './kinds.ts';

/** Asked a mutant at most: what a dozen files do not see counts as survived, and is named. */
const MOST = 12;
const mutated = 'gandan_mutant';

/** What each file's databases saw, as a recorded run noted it. */
export function recorded(folder: string): Map<string, { names: Set<string>; text: string }> {
	const found = new Map<string, { names: Set<string>; text: string }>();
	if (!existsSync(folder)) return found;
	for (const name of readdirSync(folder))
		for (const line of readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean)) {
			const { file, functions, tables }: Seen = JSON.parse(line);
			if (!file || !existsSync(file)) continue;
			const known = found.get(file) ?? {
				names: new Set<string>(),
				text: readFileSync(file, 'utf8')
			};
			for (const one of [...functions, ...tables]) known.names.add(one);
			found.set(file, known);
		}
	return found;
}

/** Files whose databases ran the function or wrote the table, those that speak of it most before the others. */
export function likely(mutant: Mutant, seen: ReturnType<typeof recorded>): string[] {
	const { run, table, name } = mutant;
	const touched = [run, table].filter((one) => one !== undefined);
	const words = [...touched.map((one) => one.split('.')[1]!), ...name.split(/[ ._()]+/)].filter(
		(word) => word.length > 3
	);
	const spoken = (text: string) =>
		words.reduce((sum, word) => sum + text.split(word).length - 1, 0);
	return [...seen]
		.filter(([, { names }]) => touched.some((one) => names.has(one)))
		.map(([file, { text, names }]) => ({ file, said: spoken(text), size: names.size }))
		.sort((a, b) => b.said - a.said || a.size - b.size)
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
