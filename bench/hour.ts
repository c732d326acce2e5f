/**
 * An hour of mixed load on the portal of `npm start` (`--minutes=5`, or GANDAN_MINUTES, for less), and what each of its processes holds of
 * memory meanwhile. The first half is its warming up: caches fill, and V8 finds how much room it wants. What is judged is the slope of the second.
 */
import process from 'node:process';
import { atLeast, atMost, percentile, type Figure } from './figure.ts';
import { makeLives } from './load/lives.ts';
import { parts, slope, watch, type Sample } from './load/memory.ts';
import { openSms } from '../tests/crashes/sms.ts';
import { openPortal, type Opened } from './load/open.ts';

const minutes = Number(/--minutes=([\d.]+)/.exec(process.argv.join(' '))?.[1] || process.env.GANDAN_MINUTES || 60);
const EVERY = 10_000;
/**
 * MiB an hour. A leak of a kilobyte a request would be 25 at this load; less than that an hour cannot tell from V8's own breathing. A machine of
 * 4 GB that grew by so much all day would have a week, and the load of a night is a tenth.
 */
const MARK = 20;

export async function measure(): Promise<Figure[]> {
	const sms = await openSms();
	const { close, ...at } = await openPortal(sms.env);
	try {
		return await measureIn(at, () => sms.delivered().size);
	} finally {
		await close();
		await sms.stop();
	}
}

export async function measureIn({ portal, sql, root }: Omit<Opened, 'close'>, sent: () => number): Promise<Figure[]> {
	const { begin } = await makeLives(portal, sql);
	const lives = begin();
	const samples = await watch(root, minutes / 60, EVERY, tell);
	await lives.end();
	const wrong = [...portal.faults, ...lives.wrong];
	if (wrong.length > 0) process.stdout.write(`${[...new Set(wrong)].slice(0, 10).join('\n')}\n`);
	process.stdout.write(`${[...lives.done].map(([name, n]) => `${name}: ${n}`).join('\n')}\n`);
	const answers = [...portal.statuses.values()].reduce((sum, n) => sum + n, 0);
	return [
		...figures(samples, answers / minutes / 60, sent()),
		atMost(`${minutes} min of mixed load: faults, or no answer`, portal.faults.length, 'times', 0),
		atMost(`${minutes} min of mixed load: refusals that nobody foresaw`, lives.wrong.length, 'times', 0)
	];
}

function figures(samples: Sample[], rate: number, sent: number): Figure[] {
	const late = samples.slice(samples.length >> 1);
	const of = `${minutes} min of mixed load`;
	return [
		atLeast(`${of}: requests a second`, rate, '1/s', null),
		...parts.flatMap((part) => [
			atMost(`${of}: ${part}, private memory in the second half, median`, percentile(late.map((one) => one[part]), 0.5), 'MiB', null),
			atMost(`${of}: ${part}, growth in the second half`, slope(late, part), 'MiB/h', MARK)
		]),
		atLeast(`${of}: messages that the outbox sent`, sent, 'SMS', null)
	];
}

function tell(sample: Sample): void {
	const all = parts.map((part) => `${part} ${sample[part].toFixed(1)}`).join(', ');
	process.stdout.write(`${(sample.at * 60).toFixed(1)} min: ${all}\n`);
}
