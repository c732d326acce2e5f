/** What the processes of the portal weigh while somebody sends more than they take, and after. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { below } from '../stack/portal.ts';
import type { FuzzScene } from './scene.ts';
import { short } from './settings.ts';
import { overWire, request } from './wire.ts';

const MiB = 1024 * 1024;
const ten = new Uint8Array(10 * MiB).fill(0x20);

/** Bytes in memory of this process, which is the portal's, too, and of the edge functions below it. */
function weight(): number {
	const deno = below(process.pid).filter((pid) => {
		try {
			return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('functions-main');
		} catch {
			return false;
		}
	});
	const of = (pid: number) =>
		Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
	return [process.pid, ...deno].reduce((sum, pid) => sum + of(pid), 0);
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
	// It says something where much is sent and the processes can be weighed.
	describe.runIf(!short && process.platform === 'linux')(
		'whoever sends ten megabytes again and again',
		() => {
			it.each([0, 64 * 1024])('does not fill the memory (pieces of %i bytes)', async (chunk) => {
				const { stack } = scene();
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
				const before = weight();
				let most = before;
				for (let round = 0; round < 10; round++) {
					await Promise.all(heavy.flatMap((road) => [send(road), send(road), send(road)]));
					most = Math.max(most, weight());
				}
				expect((await stack.rpc('unit_public', {})).status).toBe(200);
				process.stdout.write(
					`weight: ${Math.round(before / MiB)} MiB before, ${Math.round(most / MiB)} at most, ${Math.round(weight() / MiB)} after 210 bodies of 10 MiB\n`
				);
				expect(most - before).toBeLessThan(400 * MiB);
			});
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
