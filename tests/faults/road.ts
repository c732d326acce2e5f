/** An officer on the road, whose phone is a Chromium that can be killed: a process of its own with a disk of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { chromiumFlags, findChromium } from '../../supabase/local/browser.ts';
import { startStack } from '../../supabase/local/testing.ts';
import { morning } from '../../supabase/tests/driving.ts';
import { ground, officer, unit, windows } from '../../supabase/tests/household.ts';
import type { Moment } from './phone/page.ts';

export type Phone = Awaited<ReturnType<typeof startPhone>>;

/** The page of `phone/`, built as the portal is, in a folder that the stack serves. */
async function builtPage(): Promise<string> {
	const outDir = mkdtempSync(join(tmpdir(), 'gandan-phone-'));
	await build({
		configFile: false,
		root: fileURLToPath(new URL('phone', import.meta.url)),
		logLevel: 'error',
		plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
		build: { outDir, emptyOutDir: true, modulePreload: false, minify: false }
	});
	return outDir;
}

/** A visit that is driven today, its officer, and a colleague who is of the crew as well. */
export async function onTheRoad() {
	const folder = await builtPage();
	const stack = await startStack({ build: folder, functions: false });
	const { db, sql } = stack;
	const g = await ground(db);
	const lead = await officer(db, ['lead']);
	const binh = await stack.officer({ unit, roles: ['field'], name: 'Trần Thị Bình' });
	const cuong = await stack.officer({ unit, roles: ['field'], name: 'Lê Văn Cường' });
	const crew = [binh, cuong].map(({ id }) => ({ ...lead, sub: id }));
	const { teamDay, visits } = await morning(db, g, lead, crew, [windows[0]]);
	const [visit] = visits;
	return {
		stack,
		binh,
		cuong,
		id: visit!.id,
		/** What the officer says of the visit; whether the first was at home tells one saying from the next. */
		said: (home: boolean) => ({
			team_day: teamDay,
			id: visit!.id,
			began: null,
			people: visit!.people.map((id, n) => ({
				id,
				outcome: home && n === 0 ? 'refused' : 'absent',
				receiver: null,
				note: null
			}))
		}),
		version: async () =>
			(await sql`select version from queue.cases where id = ${visit!.id}`)[0]!.version as number,
		/** Keys of what was done, and how often something was. */
		async done() {
			const keys = await sql`select key from queue.commands where door = 'rounds_outcome'`;
			const [{ count }] = (await sql`
				select count(*)::int from queue.events where case_id = ${visit!.id} and code = 'outcome'`) as unknown as [
				{ count: number }
			];
			return { keys: keys.map(({ key }) => key as string), count };
		},
		async stop() {
			await stack.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** Starts the phone, on the disk it had. */
export async function startPhone(disk: string, origin: string) {
	const program = findChromium();
	if (!program) throw new Error('There is no Chromium: `npm test` installs one.');
	const words = [
		...chromiumFlags,
		'--headless=new',
		'--remote-debugging-port=0',
		`--user-data-dir=${disk}`,
		'about:blank'
	];
	// In a group of its own, so that all of it can be killed at once.
	const child = spawn(program, words, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
	const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const address = await new Promise<string>((resolve, reject) => {
		let said = '';
		child.once('error', reject);
		child.once('close', () => reject(new Error(`Chromium ended: ${said}`)));
		child.stderr!.setEncoding('utf8').on('data', (text: string) => {
			said += text;
			const found = /ws:\/\/\S+/.exec(said)?.[0];
			if (found) resolve(found);
		});
	});
	const browser = await chromium.connectOverCDP(address);
	const context = browser.contexts()[0]!;
	let killed: Promise<void> | null = null;
	let told: () => void = () => undefined;
	const died = new Promise<void>((resolve) => (told = resolve));
	function die(): Promise<void> {
		if (!killed) {
			process.kill(-child.pid!, 'SIGKILL');
			killed = gone.then(told);
		}
		return killed;
	}
	let dies: Moment | 'under_way' | null = null;
	const saidKeys: string[] = [];
	async function newPage(): Promise<Page> {
		const page = await context.newPage();
		await page.exposeFunction('moment', async (moment: Moment, key: string | null) => {
			if (moment === 'said') saidKeys.push(key!);
			if (moment === dies) {
				await die();
				await new Promise(() => undefined);
			}
		});
		page.on('request', (request) => {
			if (dies === 'under_way' && request.url().endsWith('/rounds_outcome')) void die();
		});
		await page.goto(origin);
		return page;
	}
	return {
		page: await newPage(),
		newPage,
		context,
		/** Keys of which the page has said that they are on the phone. */
		saidKeys,
		/** Works until it dies at that moment; what was asked of it then has no answer. */
		async dieAt(moment: Moment | 'under_way', work: () => Promise<unknown>) {
			dies = moment;
			await Promise.race([
				work()
					.catch(() => undefined)
					.then(() => died),
				died
			]);
		},
		kill: die
	};
}
