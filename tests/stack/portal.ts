/** Starts the portal as `npm start` does, in a process of its own with a data folder and ports of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { project } from '../../supabase/local/home.ts';
import { freePort } from '../../supabase/local/ports.ts';

export type Ended = { code: number | null; said: string };

/** An empty data folder that the database's account may pass through. */
export function makeHome(): { home: string; remove: () => void } {
	const home = mkdtempSync(join(tmpdir(), 'gandan-start-'));
	chmodSync(home, 0o711);
	return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Runs one of our commands to its end. `node` are flags of Node itself. */
export async function run(
	words: string[],
	env: Record<string, string>,
	node: string[] = []
): Promise<Ended> {
	const child = begin(words, env, node);
	return child.ended;
}

/** Process numbers of whatever runs below a process, on Linux; elsewhere none are known. */
export function below(pid: number): number[] {
	try {
		const tasks = readdirSync(`/proc/${pid}/task`);
		const own = tasks.flatMap((task) =>
			readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean)
		);
		return own.map(Number).flatMap((child) => [child, ...below(child)]);
	} catch {
		return [];
	}
}

/** Those of the edge functions below a process. */
export const functionsBelow = (pid: number): number[] =>
	below(pid).filter((one) => {
		try {
			return /\/deno\0.*functions-main/.test(readFileSync(`/proc/${one}/cmdline`, 'utf8'));
		} catch {
			// It has just ended.
			return false;
		}
	});

/** Whether a process still does anything; one that only waits to be buried does not. */
export function runs(pid: number): boolean {
	try {
		return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}

export type Running = {
	child: ChildProcess;
	/** Everything said until now, on both streams. */
	said: () => string;
	/** Resolves when the words were said; rejects with everything said when the process ended before. */
	says: (words: string) => Promise<void>;
	ended: Promise<Ended>;
};

export function begin(
	words: string[],
	env: Record<string, string>,
	node: string[] = [],
	cwd = project
): Running {
	const child = spawn(process.execPath, [...node, 'scripts/run.mjs', ...words], {
		cwd,
		env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	const heard: (() => void)[] = [];
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => {
			said += text;
			for (const listen of heard) listen();
		});
	const ended = new Promise<Ended>((resolve) =>
		child.once('close', (code) => resolve({ code, said }))
	);
	return {
		child,
		said: () => said,
		ended,
		says: (wanted) =>
			new Promise((resolve, reject) => {
				const listen = () => said.includes(wanted) && resolve();
				heard.push(listen);
				listen();
				void ended.then(() => reject(new Error(said)));
			})
	};
}

/** Environment of a portal that disturbs no other: two free ports and the folder. */
export async function apart(home: string): Promise<Record<string, string>> {
	return {
		GANDAN_HOME: home,
		PORT: String(await freePort()),
		SUPABASE_PORT: String(await freePort())
	};
}

/** `npm run dev`: like `npm start`, without the build. */
export const dev = ['supabase/local/main.ts', '--dev'];
export const ready = 'Ctrl-C stops it.';
