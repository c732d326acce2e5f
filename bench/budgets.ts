/**
 * `npm run budgets [-- /address …]`: LCP, CLS and TBT of all pages or of those named, medians of five visits on the slow profile, each with
 * its mark and with what bench/page-speeds.json says. Ends with 1 where a page became worse than that by more than its noise; what became
 * better is written there. Goes on where it was stopped; named pages are measured anew, and `--anew` measures all so. `--write` writes
 * down what was measured whatever was there: for another machine, or a page that may be slower; a reviewer sees it. Three options
 * judge nothing: `--beside-lighthouse` shows what Lighthouse says of the same visits, `--spread` how far ten visits lie apart, `--http2`
 * what a host of production makes of a page.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { beside, compare, spread } from './beside.ts';
import { forget, measured, pages } from './every-page.ts';
import { taken } from './machine.ts';
import { better, lowered, names, worse } from './ratchet.ts';
import { marks, visits } from './slow.ts';
import { profile, type Speed } from './visit.ts';

type File = { on: string; pages: Record<string, Speed> };
const file = new URL('page-speeds.json', import.meta.url);
const say = (line: string) => void process.stdout.write(`${line}\n`);

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		anew: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
		spread: { type: 'boolean', default: false },
		http2: { type: 'boolean', default: false },
		'beside-lighthouse': { type: 'boolean', default: false }
	}
});
const unknown = positionals.filter((path) => !pages.has(path));
if (unknown.length > 0) {
	say(`No page is at ${unknown.join(', ')}.`);
	process.exit(1);
}
const looks = { spread, http2: beside, 'beside-lighthouse': compare } as const;
const look = (Object.keys(looks) as (keyof typeof looks)[]).find((name) => values[name]);
if (look) {
	await looks[look](positionals, say);
	process.exit(0);
}
if (values.anew) forget();

const kept: File = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as File) : { on: taken.on, pages: {} };
if (values.write) kept.on = taken.on;
for (const path of Object.keys(kept.pages)) if (!pages.has(path)) delete kept.pages[path];

/** Written after each page, in the order of the addresses: who is stopped has what was measured. */
function write(path: string, speed: Speed) {
	kept.pages[path] = speed;
	const inOrder = Object.keys(kept.pages).sort().map((at) => [at, kept.pages[at]!] as const);
	const lines = inOrder.map(([at, one]) => `\t\t${JSON.stringify(at)}: ${JSON.stringify(one)}`);
	writeFileSync(file, `{\n\t"on": ${JSON.stringify(kept.on)},\n\t"pages": {\n${lines.join(',\n')}\n\t}\n}\n`);
}

say(`${taken.on}; medians of ${visits} visits: ${profile.latency} ms round trip, ${profile.kbit} kbit/s, ${profile.slowdown} times CPU slowdown`);
if (kept.on !== taken.on) say(`Those on file were taken on ${kept.on}: what is worse here may be the machine.`);
say(`${''.padEnd(34)} ${names.map((name) => `${name.toUpperCase()} at most ${marks[name]}`.padEnd(34)).join(' ')}`);

const fell: string[] = [];
const isNamed = positionals.length > 0;
for await (const { path, speed, again } of measured(isNamed ? positionals : [...pages.keys()], { anew: isNamed })) {
	const was = kept.pages[path];
	/** What may not become worse. */
	const bound = values.write ? undefined : was;
	const now = bound && worse(speed, bound).length > 0 ? better(speed, await again()) : speed;
	say(`${path.padEnd(34)} ${names.map((name) => told(name, now, was).padEnd(34)).join(' ')}`);
	if (bound) fell.push(...worse(now, bound).map((name) => `${path} ${name.toUpperCase()}: ${now[name]}, on file ${bound[name]}`));
	write(path, bound ? lowered(now, bound) : now);
}

for (const line of fell) say(`worse: ${line}`);
say(`${fell.length} figures became worse`);
process.exitCode = fell.length > 0 ? 1 : 0;

/** One figure, whether its mark is met, and what is on file. */
function told(name: keyof Speed, now: Speed, was: Speed | undefined) {
	const verdict = now[name] <= marks[name] ? 'met' : 'MISSED';
	return `${now[name]} ${verdict}, ${was ? `on file ${was[name]}` : 'new'}`;
}
