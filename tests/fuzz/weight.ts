/** What the processes of the portal weigh while somebody sends more than they take, and after. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { below, functionsBelow } from '../stack/portal.ts';
import type { FuzzScene } from './scene.ts';
import { short } from './settings.ts';
import { overWire, request } from './wire.ts';

const MiB = 1024 * 1024;
const ROUNDS = short ? 2 : 10;
const ten = new Uint8Array(10 * MiB).fill(0x20);

/** Below this process, which is the portal's, too. */
const functions = () => functionsBelow(process.pid);
/** PostgreSQL and everybody who speaks for somebody in it. */
function server(data: string): number[] {
	const first = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
	return [first, ...below(first)];
}
/** Bytes in memory of a process; what several share is counted once, in parts. Nothing of one that has just ended. */
function bytesOf(pid: number): number {
	try {
		const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
		return Number(/^Pss:\s+(\d+)/m.exec(rollup)![1]) * 1024;
	} catch (error) {
		if (/ENOENT|ESRCH/.test(String((error as NodeJS.ErrnoException).code))) return 0;
		throw error;
	}
}

/** The roads that take most, with what they take. */
const heavy = [
	['/rest/v1/rpc/fund_statement_import', 'application/json'],
	['/rest/v1/rpc/queue_note', 'application/json'],
	['/functions/v1/news', 'application/json'],
	['/functions/v1/tips', 'application/octet-stream'],
	['/functions/v1/booking', 'application/json'],
	['/storage/v1/object/sealed/x', 'application/octet-stream'],
	['/auth/v1/signup', 'application/json']
] as const;

export function describeWeight(scene: () => FuzzScene): void {
	// Elsewhere nobody says what a process weighs.
	describe.runIf(process.platform === 'linux')(
		'whoever sends ten megabytes again and again',
		() => {
			it.each(short ? [0] : [0, 64 * 1024])(
				'does not fill the memory (pieces of %i bytes)',
				async (chunk) => {
					const { stack } = scene();
					// In `npm test` the server is everybody's, and weighs what the others do.
					const weight = () =>
						[process.pid, ...functions(), ...(short ? [] : server(stack.postgres.data))]
							.map(bytesOf)
							.reduce((sum, bytes) => sum + bytes, 0);
					const send = async ([path, type]: readonly [string, string]) => {
						// Whoever says to be an officer may send more, until the token is read.
						const token = 'Authorization: Bearer nobody';
						const head = [`apikey: ${stack.keys.publishable}`, `Content-Type: ${type}`, token];
						const { status } = await overWire(
							stack.origin,
							request({ path, head, body: ten, ...(chunk && { chunk }) })
						);
						// Closed before it was all sent, or refused.
						if (status !== 0) expect([404, 413]).toContain(status);
					};
					const atOnce = heavy.flatMap((road) => [road, road, road]);
					const before = weight();
					const weighed: number[] = [];
					for (let round = 0; round < ROUNDS; round++) {
						await Promise.all(atOnce.map(send));
						weighed.push(weight());
					}
					expect((await stack.rpc('unit_public', {})).status).toBe(200);
					const [most, half] = [Math.max(...weighed), weighed.length / 2];
					process.stdout.write(
						`weight: ${Math.round(before / MiB)} MiB before, ${Math.round(most / MiB)} at most, ${Math.round(weight() / MiB)} after ${ROUNDS * atOnce.length} bodies of 10 MiB\n`
					);
					// It never holds all that stands on the line at once, and what comes later leaves nothing more behind.
					expect(most - before).toBeLessThan(atOnce.length * ten.length);
					const later = Math.max(...weighed.slice(half)) - Math.max(...weighed.slice(0, half));
					expect(later).toBeLessThan(64 * MiB);
				}
			);
		}
	);

	it('two hundred who begin a request and say no more hold up nobody', async () => {
		const { stack } = scene();
		const away = new AbortController();
		const head = ['Content-Type: application/json', 'Content-Length: 64'];
		const body = new TextEncoder().encode('{"action":"booking_challenge"');
		const begun = [...request({ path: '/functions/v1/booking', head, body })];
		const stalled = Array.from({ length: 200 }, () => overWire(stack.origin, begun, away.signal));
		for (let n = 0; n < 5; n++) {
			expect((await stack.rpc('unit_public', {})).status).toBe(200);
			expect((await stack.edge('booking', 'booking_challenge', {})).status).toBe(200);
		}
		away.abort();
		for (const { status } of await Promise.all(stalled)) expect(status).toBe(0);
	});
}
