/**
 * `npm run bench [name …]`: measures every figure that has a mark, prints one table and writes bench/results.json.
 * A missed mark is written as missed; the exit code is 0 all the same, because a bench reports and a test judges. Each row says when it was
 * taken, on which machine and with which versions; those of before that was written down say neither, until they are measured anew.
 */
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import type { Figure } from './figure.ts';
import { taken } from './machine.ts';
import { known, measures } from './measures.ts';

const results = new URL('results.json', import.meta.url);
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = chosen.filter((name) => !(name in known));
if (unknown.length > 0) {
	process.stderr.write(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(known).join(', ')}.\n`);
	process.exit(1);
}

type Row = Figure & { bench: string; at?: string; on?: string };
const figures: Row[] = [];
const wanted = chosen.length > 0 ? chosen : Object.keys(measures);
for (const name of Object.keys(known)) {
	if (!wanted.includes(name)) continue;
	process.stdout.write(`${name} …\n`);
	const { measure } = await known[name]!();
	for (const figure of await measure()) figures.push({ bench: name, ...figure, ...taken });
}

const names = new Set(figures.map(({ name }) => name));
/** Measured anew, or no bench's any more. Where some pages of a bench were chosen, what was measured of the others stays. */
const isStale = ({ bench, name }: { bench: string; name: string }) =>
	!(bench in known) || (wanted.includes(bench) && (!process.env.GANDAN_PAGES || names.has(name)));
const kept = (await earlier()).filter((figure) => !isStale(figure));
const all = [...kept, ...figures];
await writeFile(results, JSON.stringify(all, null, '\t') + '\n');

process.stdout.write(`\n${taken.on}\n\n`);
for (const f of figures) {
	const verdict = f.met === null ? '' : f.met ? 'met' : 'MISSED';
	const mark = f.mark === null ? '' : `mark ${f.mark}`;
	process.stdout.write(
		`${f.name.padEnd(64)} ${String(f.value).padStart(9)} ${f.unit.padEnd(6)} ${mark.padEnd(12)} ${verdict}\n`
	);
}

const unsaid = [...new Set(all.filter(({ at }) => !at).map(({ bench }) => bench))];
if (unsaid.length > 0) process.stdout.write(`\nOf ${unsaid.join(', ')} it was not written down when and where they were measured.\n`);

async function earlier(): Promise<Row[]> {
	try {
		return JSON.parse(await readFile(results, 'utf8')) as Row[];
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}
