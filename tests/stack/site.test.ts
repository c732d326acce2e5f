/** Publishing: visitors meet the old site or the new one, never half of either. */
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentSite, publish, siteLink } from '../../supabase/local/site.ts';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';
import { makeHome } from './portal.ts';

const { home, remove } = makeHome();
let stack: TestStack;
let count = 0;

/** A build that takes no time: a page of its own length, and a script with a hash in its name. */
async function build(folder: string) {
	const assets = join(folder, '_app/immutable');
	mkdirSync(assets, { recursive: true });
	count++;
	const page = `site ${count} ${'.'.repeat(count * 20_000)} end`;
	for (const name of ['index', '200']) writeFileSync(join(folder, `${name}.html`), page);
	writeFileSync(join(assets, `${count}.js`), String(count));
}
const made = () => ({ sources: 'a', units: String(count), days: 'c' });
const swap = () => publish(home, made(), { make: build });

beforeAll(async () => {
	await swap();
	stack = await startStack({ build: siteLink(home), functions: false });
});
afterAll(async () => {
	await stack?.stop();
	remove();
});

describe('somebody who reads while the pages are published', () => {
	it('gets whole pages, of one site each', async () => {
		let going = true;
		let read = 0;
		const visitor = async () => {
			while (going) {
				const answer = await fetch(stack.origin, { headers: { connection: 'close' } });
				expect(answer.status).toBe(200);
				expect(await answer.text()).toMatch(/^site \d+ \.+ end$/);
				read++;
			}
		};
		const visitors = Array.from({ length: 8 }, visitor);
		for (let swaps = 0; swaps < 25; swaps++) {
			const from = read;
			await swap();
			await expect.poll(() => read, { interval: 2 }).toBeGreaterThan(from + 8);
		}
		going = false;
		await Promise.all(visitors);
		expect(read).toBeGreaterThan(200);
	});

	it('still gets the scripts of the page that was opened before', async () => {
		const opened = count;
		await swap();
		await swap();
		for (const n of [opened, count]) {
			const answer = await fetch(`${stack.origin}/_app/immutable/${n}.js`);
			expect([answer.status, await answer.text()]).toEqual([200, String(n)]);
		}
	});

	it('finds no script of a week ago, and the disk keeps no more than the last two sites', async () => {
		const longAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
		utimesSync(join(siteLink(home), `_app/immutable/${count}.js`), longAgo, longAgo);
		const old = count;
		await swap();
		expect((await fetch(`${stack.origin}/_app/immutable/${old}.js`)).status).toBe(404);
		expect(readdirSync(join(home, 'sites'))).toHaveLength(4);
	});

	it('is never led to another server, and finds nothing under a name too long for a disk', async () => {
		const ask = (path: string) => fetch(stack.origin + path, { redirect: 'manual' });
		for (const path of ['//elsewhere.example/', '/%5Celsewhere.example/', '////'])
			expect((await ask(path)).headers.get('location'), path).not.toMatch(/^[/\\]{2}|:/);
		for (const long of ['n'.repeat(300), `a/${'n/'.repeat(3000)}x`, `${'ế'.repeat(100)}.png`])
			expect((await ask(`/${long}`)).status).toBe(404);
	});

	it('keeps the site that stands when a build fails', async () => {
		const before = currentSite(home);
		const failing = publish(home, made(), { make: () => Promise.reject(new Error('broken')) });
		await expect(failing).rejects.toThrow('broken');
		expect(currentSite(home)).toEqual(before);
		expect((await fetch(stack.origin)).status).toBe(200);
	});
});
