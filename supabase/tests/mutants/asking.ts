/** The test files that could see a mutant, asked over a template that has it: the likeliest first, until one fails. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { connect } from '../../local/bootstrap.ts';
import { project } from '../../local/home.ts';
import type { Seen } from '../../local/testing-record.ts';
import { template, variable, type TestServer } from '../../local/testing-server.ts';
import type { Mutant } from './mutant.ts';

/** Asked a mutant at most: what a dozen files do not see counts as survived, and is named. */
const MOST = 12;
const vitest = 'node_modules/vitest/vitest.mjs';

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

/** Files that expect its refusal, ran its function or wrote its table: in this order, and then those first that speak of it most. */
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
			ran: run !== undefined && names.has(run) ? 1 : 0,
			touches: touched.some((one) => names.has(one)),
			said: times(text, words),
			size: names.size
		}))
		.filter(({ expects, touches }) => touches || expects > 0)
		.sort((a, b) => b.expects - a.expects || b.ran - a.ran || b.said - a.said || a.size - b.size)
		.slice(0, MOST)
		.map(({ file }) => file);
}

type Result = { testResults: { name: string; status: string }[] };

/** Which of the files fail over a template: none when all pass. */
async function failures(files: readonly string[], over: string): Promise<string[]> {
	const server: TestServer = JSON.parse(process.env[variable]!);
	const env = { ...process.env, [variable]: JSON.stringify({ ...server, template: over }) };
	const folder = mkdtempSync(join(tmpdir(), 'gandan-asked-'));
	const told = join(folder, 'told.json');
	const words = [vitest, 'run', '--bail=1', '--reporter=json', `--outputFile=${told}`, ...files];
	try {
		const child = spawn(process.execPath, words, { cwd: project, env, stdio: 'ignore' });
		const [code] = await once(child, 'close');
		if (code === 0) return [];
		const { testResults }: Result = JSON.parse(readFileSync(told, 'utf8'));
		return testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

const sound = new Map<string, Promise<boolean>>();
/** Whether a file passes where nothing was taken away: what fails anyway has seen nothing. */
const isSound = (file: string): Promise<boolean> => {
	if (!sound.has(file))
		sound.set(
			file,
			failures([file], template).then(({ length }) => length === 0)
		);
	return sound.get(file)!;
};

/** The file that fails over the mutant and passes without it, or null: the first one alone, since it is the likeliest. */
export async function failing(mutant: Mutant, files: readonly string[]): Promise<string | null> {
	const server: TestServer = JSON.parse(process.env[variable]!);
	const admin = connect(server.admin);
	const mutated = `gandan_mutant_${randomBytes(4).toString('hex')}`;
	try {
		await admin.unsafe(
			`create database ${mutated} template ${template} strategy file_copy owner postgres`
		);
		const url = new URL(server.admin);
		url.pathname = `/${mutated}`;
		const inside = connect(url.href);
		await inside.unsafe(mutant.make).finally(() => inside.end());
		for (let from = 0, many = 1; from < files.length; from += many, many *= 2)
			for (const file of await failures(files.slice(from, from + many), mutated)) {
				if (await isSound(file)) return relative(project, file);
				throw new Error(`${relative(project, file)} fails where nothing was taken away.`);
			}
		return null;
	} finally {
		await admin.unsafe(`drop database if exists ${mutated} with (force)`);
		await admin.end();
	}
}
