/**
 * Every page of the portal on the slow profile (bench/slow.ts): LCP, CLS and TBT, median of five visits. Residents' pages as a stranger meets
 * them, officers' pages as somebody with every duty opens them by their address, and once more what they open every day, with its files in
 * the cache. Some forty minutes: GANDAN_PAGES=/tin-tuc,/can-bo chooses.
 * What was measured of these sources is noted as soon as it is, so that whoever is stopped goes on where they were, and `npm run budgets`
 * and this measure once for both.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from '@playwright/test';
import { deskPlaces } from '../src/lib/platform/desk-places.ts';
import { places, type Place } from '../src/lib/platform/places.ts';
import { project } from '../supabase/local/home.ts';
import { sourceHash } from '../supabase/local/sources.ts';
import { startStack, type TestStack } from '../supabase/local/testing.ts';
import { setup } from '../supabase/local/testing-server.ts';
import { buildWith, site } from './build-with.ts';
import { ledgerIn, unit } from './demo.ts';
import type { Figure } from './figure.ts';
import { figuresOf, medians, visits, visitsOf } from './slow.ts';
import type { Speed } from './visit.ts';

const roles = ['lead', 'desk', 'field', 'support', 'treasurer', 'editor'];
/** Pages that are no page without something in hand: the address of an invitation, and the kit of whoever builds. */
const without = ['/can-bo/loi-moi', '/ui'];

type Visited = { path: string; byOfficer: boolean; nth: 1 | 2 };
const first = ([...Object.values(places), ...Object.values(deskPlaces)] as Place[])
	.filter(({ vi }) => !without.includes(vi))
	.map(({ vi, kind }): Visited => ({ path: vi, byOfficer: kind === 'desk' && vi !== places.signIn.vi, nth: 1 }));
/** What an officer opens every day. */
const daily: string[] = [places.signIn.vi, deskPlaces.queue.vi, deskPlaces.fieldDay.vi];
const second = first.filter(({ path }) => daily.includes(path)).map((one): Visited => ({ ...one, nth: 2 }));

/** By its address, or that with `, second visit`. */
export const pages: ReadonlyMap<string, Visited> = new Map([
	...first.map((one) => [one.path, one] as const),
	...second.map((one) => [`${one.path}, second visit`, one] as const)
]);

const folder = join(project, '.gandan', 'bench');

/** What was measured of other sources, or of fewer visits, is of no use. */
function notesOf() {
	const of = createHash('sha256').update(sourceHash()).update(String(visits)).digest('hex').slice(0, 12);
	return join(folder, `${of}.jsonl`);
}

export const forget = () => rmSync(notesOf(), { force: true });

type Note = { path: string; speed: Speed };
const read = (file: string): Note[] =>
	existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];

/**
 * The chosen pages, one by one as they are measured; those noted first. `again` measures a page anew, with as many visits.
 * `anew`: what was noted of them is not taken.
 */
export async function* measured(
	chosen: readonly string[],
	{ anew = false } = {}
): AsyncGenerator<{ path: string; speed: Speed; again: () => Promise<Speed> }> {
	const file = notesOf();
	mkdirSync(folder, { recursive: true });
	const known = new Map(anew ? [] : read(file).map(({ path, speed }) => [path, speed]));
	let opened: Awaited<ReturnType<typeof open>> | undefined;
	try {
		const measure = async (path: string) => {
			opened ??= await open();
			const speed = await speedOf(path, opened.stack);
			appendFileSync(file, `${JSON.stringify({ path, speed } satisfies Note)}\n`);
			return speed;
		};
		for (const path of chosen)
			yield { path, speed: known.get(path) ?? (await measure(path)), again: () => measure(path) };
	} finally {
		await opened?.close();
	}
}

/** Medians of a page of the portal, reached at `origin`. */
export async function speedOf(path: string, stack: TestStack, origin = stack.origin): Promise<Speed> {
	const { path: address, byOfficer, nth } = pages.get(path)!;
	const kept = byOfficer ? await signedIn(stack, origin) : undefined;
	return medians(await visitsOf(origin + address, { ...(kept ? { kept } : {}), nth }));
}

/** The portal, built with what its doors say. */
export async function open() {
	const end = await setup();
	const stack = await startStack({ build: site });
	const close = async () => {
		await stack.stop();
		await end();
	};
	try {
		await ledgerIn(stack);
		await buildWith(stack.db.url);
		return { stack, close };
	} catch (error) {
		await close();
		throw error;
	}
}

export async function measure(): Promise<Figure[]> {
	const chosen = process.env.GANDAN_PAGES?.split(',') ?? [...pages.keys()];
	const figures: Figure[] = [];
	for await (const { path, speed } of measured(chosen)) {
		process.stdout.write(`  ${path}: ${speed.lcp} s, ${speed.cls}, ${speed.tbt} ms\n`);
		for (const figure of figuresOf(path, speed)) figures.push({ ...figure, name: `every page: ${figure.name}` });
	}
	return figures;
}

/** What the browser of a new officer keeps of the portal at `origin` after signing in. */
async function signedIn(stack: TestStack, origin: string): Promise<BrowserContextOptions['storageState']> {
	const { keys, officer } = stack;
	const { email, password } = await officer({ unit, roles });
	const answer = await fetch(`${stack.origin}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: keys.publishable, 'content-type': 'application/json' },
		body: JSON.stringify({ email, password })
	});
	if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
	const session = { name: 'gandan-officer', value: await answer.text() };
	return { cookies: [], origins: [{ origin, localStorage: [session] }] };
}
