import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inTurn } from './turn.ts';

const folder = mkdtempSync(join(tmpdir(), 'gandan-turn-'));
const file = join(folder, 'building');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Work that goes on until it is told to end, and says when it began. */
function work() {
	const began = Promise.withResolvers<void>();
	const end = Promise.withResolvers<void>();
	const run = () => {
		began.resolve();
		return end.promise;
	};
	return { run, began: began.promise, end: end.resolve };
}

describe('an operator who publishes while the portal builds', () => {
	it('waits until it has built, then has their turn', async () => {
		const told: string[] = [];
		const portal = work();
		const building = inTurn(portal.run, { file }).then(() => told.push('portal'));
		await portal.began;
		const publishing = inTurn(async () => told.push('operator'), { file });
		portal.end();
		await Promise.all([building, publishing]);
		expect(told).toEqual(['portal', 'operator']);
	});

	it('may give up waiting, and nothing was done', async () => {
		const portal = work();
		const building = inTurn(portal.run, { file });
		await portal.began;
		const leaving = new AbortController();
		const done: string[] = [];
		const publishing = inTurn(async () => done.push('operator'), { file, signal: leaving.signal });
		leaving.abort();
		await expect(publishing).rejects.toThrow('aborted');
		portal.end();
		await building;
		expect(done).toEqual([]);
	});

	it('does not wait for a portal that was killed over its build', async () => {
		const words = `
			import { inTurn } from ${JSON.stringify(new URL('turn.ts', import.meta.url).href)};
			const busy = () => new Promise(() => { setInterval(() => {}, 60_000); process.stdout.write('building'); });
			await inTurn(busy, { file: ${JSON.stringify(file)} });`;
		const portal = spawn(process.execPath, ['--input-type=module', '-e', words]);
		await once(portal.stdout, 'data');
		portal.kill('SIGKILL');
		await once(portal, 'close');
		expect(await inTurn(async () => 'published', { file })).toBe('published');
	});
});
