/**
 * `npm run bench [name …]`: measures every figure that has a mark, prints one table and writes bench/results.json.
 * A missed mark is written as missed; the exit code is 0 all the same, because a bench reports and a test judges.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import process from 'node:process';
import type { Figure } from './figure.ts';

const measures: Record<string, () => Promise<{ measure: () => Promise<Figure[]> }>> = {
	crypto: () => import('./crypto.ts'),
	tips: () => import('./tips.ts'),
	planner: () => import('./planner.ts'),
	rounds: () => import('./rounds.ts'),
	offers: () => import('./offers.ts'),
	storm: () => import('./storm.ts'),
	hotline: () => import('./hotline.ts'),
	paper: () => import('./paper.ts'),
	lookup: () => import('./lookup.ts'),
	queue: () => import('./queue.ts'),
	'queue-page': () => import('./queue-page.ts'),
	lists: () => import('./lists.ts'),
	reads: () => import('./reads.ts'),
	fund: () => import('./fund.ts'),
	'fund-page': () => import('./fund-page.ts'),
	bank: () => import('./bank.ts'),
	notify: () => import('./notify.ts'),
	news: () => import('./news.ts'),
	results: () => import('./results.ts'),
	pages: () => import('./pages.ts'),
	start: () => import('./start.ts'),
	'every-page': () => import('./every-page.ts')
};

const results = new URL('results.json', import.meta.url);
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in measures));
if (unknown.length > 0) {
	process.stderr.write(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(measures).join(', ')}.\n`);
	process.exit(1);
}

const figures: (Figure & { bench: string })[] = [];
for (const name of Object.keys(measures)) {
	if (chosen.length > 0 && !chosen.includes(name)) continue;
	process.stdout.write(`${name} …\n`);
	const { measure } = await measures[name]!();
	for (const figure of await measure()) figures.push({ bench: name, ...figure });
}

const names = new Set(figures.map(({ name }) => name));
// Where some pages of a bench were chosen, what was measured of the others stays.
const stale = (f: Figure & { bench: string }) => chosen.includes(f.bench) && (!process.env.GANDAN_PAGES || names.has(f.name));
const kept = chosen.length === 0 ? [] : (await earlier()).filter((f) => !stale(f));
const all = [...kept, ...figures];
await writeFile(results, JSON.stringify(all, null, '\t') + '\n');

process.stdout.write(
	`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB\n\n`
);
for (const f of figures) {
	const verdict = f.met === null ? '' : f.met ? 'met' : 'MISSED';
	const mark = f.mark === null ? '' : `mark ${f.mark}`;
	process.stdout.write(
		`${f.name.padEnd(64)} ${String(f.value).padStart(9)} ${f.unit.padEnd(6)} ${mark.padEnd(12)} ${verdict}\n`
	);
}

async function earlier(): Promise<(Figure & { bench: string })[]> {
	try {
		return JSON.parse(await readFile(results, 'utf8')) as (Figure & { bench: string })[];
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}
