/**
 * Mixed load on the portal of `npm start` for an hour (`--minutes=15` for less), and what each of its processes holds of memory meanwhile.
 * Counted is what a process has alone (`Private_*` of smaps_rollup): what it shares with its sisters would be counted many times. The
 * first third of the time is its warming up; of the rest, the slope is the median of all slopes between two samples.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { openTown } from '../tests/crashes/fallen.ts';
import { apart, begin, below, makeHome, ready } from '../tests/stack/portal.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const minutes = Number(/--minutes=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 60);
const EVERY = 10_000;
/** In MiB an hour. A leak that a machine of 4 GiB would notice within a week is twenty times this small. */
const MARK = 32;
const parts = ['the server and lite', 'Deno', 'PostgreSQL'] as const;
type Part = (typeof parts)[number];
type Sample = Record<Part, number> & { hour: number };

export async function measure(): Promise<Figure[]> {
	const { home, remove } = makeHome();
	const env = await apart(home);
	const portal = begin(['supabase/local/main.ts'], env);
	try {
		await portal.says(ready);
		const at = await openTown(home, `http://127.0.0.1:${env.PORT}`);
		const end = at.town.begin(4, 400);
		const samples = await watch(portal.child.pid!);
		await end();
		const wrong = [...at.doors.faults, ...(await at.wrongs())];
		if (wrong.length > 0) process.stdout.write(`${wrong.slice(0, 5).join('\n')}\n`);
		return [
			...parts.flatMap((part) => [
				atMost(`${minutes} min of mixed load: ${part}, private memory at the end`, samples.at(-1)![part], 'MiB', null),
				atMost(`${minutes} min of mixed load: ${part}, growth`, slope(samples, part), 'MiB/h', MARK)
			]),
			atMost(`${minutes} min of mixed load: commands`, at.town.count(), 'done', null),
			atMost(`${minutes} min of mixed load: faults and losses`, wrong.length, 'times', 0)
		];
	} finally {
		portal.child.kill('SIGINT');
		await portal.ended;
		remove();
	}
}

async function watch(root: number): Promise<Sample[]> {
	const samples: Sample[] = [];
	const from = performance.now();
	while (performance.now() - from < minutes * 60_000) {
		await pause(EVERY);
		const sample = { 'the server and lite': 0, Deno: 0, PostgreSQL: 0, hour: (performance.now() - from) / 3_600_000 };
		for (const pid of below(root)) {
			const part = partOf(pid);
			if (part) sample[part] += privateOf(pid);
		}
		samples.push(sample);
	}
	return samples;
}

function partOf(pid: number): Part | undefined {
	try {
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		if (command.includes('functions-main')) return 'Deno';
		if (command.includes('postgres')) return 'PostgreSQL';
		return command.includes('supabase/local/main') ? 'the server and lite' : undefined;
	} catch {
		return undefined;
	}
}

/** In MiB; nothing for a process that is gone. */
function privateOf(pid: number): number {
	try {
		const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
		const kib = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)];
		return kib.reduce((sum, [, value]) => sum + Number(value), 0) / 1024;
	} catch {
		return 0;
	}
}

/** In MiB an hour, after the warming up. */
function slope(samples: Sample[], part: Part): number {
	const late = samples.slice(Math.floor(samples.length / 3));
	const slopes = late.flatMap((a, n) =>
		late.slice(n + 1).map((b) => (b[part] - a[part]) / (b.hour - a.hour))
	);
	return percentile(slopes, 0.5);
}
