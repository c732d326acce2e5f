/**
 * What the processes of a portal hold of memory. Counted is what a process has alone (`Private_*` of smaps_rollup, Linux): what it shares with
 * its sisters, as PostgreSQL's do their buffers, would be counted many times.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { below } from '../../tests/stack/portal.ts';
import { percentile } from '../figure.ts';

export const parts = ['our server with lite', 'Deno', 'PostgreSQL'] as const;
export type Part = (typeof parts)[number];
/** MiB of each part, `at` so many hours after the beginning. */
export type Sample = Record<Part, number> & { at: number };

/** Samples of everything below `root` until the time is over. */
export async function watch(root: number, hours: number, every: number, told: (sample: Sample) => void) {
	const samples: Sample[] = [];
	const from = performance.now();
	const at = () => (performance.now() - from) / 3_600_000;
	while (at() < hours) {
		await pause(every);
		const sample: Sample = { 'our server with lite': 0, Deno: 0, PostgreSQL: 0, at: at() };
		for (const pid of below(root)) {
			const part = partOf(pid);
			if (part) sample[part] += privateOf(pid);
		}
		samples.push(sample);
		told(sample);
	}
	return samples;
}

/** MiB an hour: the median of the slopes between any two samples, which a single large collection of rubbish does not move. */
export function slope(samples: readonly Sample[], part: Part): number {
	const slopes = samples.flatMap((a, n) =>
		samples.slice(n + 1).map((b) => (b[part] - a[part]) / (b.at - a.at))
	);
	return percentile(slopes, 0.5);
}

function partOf(pid: number): Part | undefined {
	const command = read(`/proc/${pid}/cmdline`);
	if (command.includes('functions-main')) return 'Deno';
	if (command.includes('postgres')) return 'PostgreSQL';
	return command.includes('supabase/local/main') ? 'our server with lite' : undefined;
}

function privateOf(pid: number): number {
	const kib = [...read(`/proc/${pid}/smaps_rollup`).matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)];
	return kib.reduce((sum, [, value]) => sum + Number(value), 0) / 1024;
}

/** Empty for a process that has just ended. */
function read(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
		throw error;
	}
}
