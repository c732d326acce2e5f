import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { askedAt, broughtIn, pinnedIn, unpinned, young, type Lock } from './aged.ts';

const own = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;

it('everything the portal is made of is pinned by the hash of its bytes', () => {
	expect(unpinned(own)).toEqual([]);
	expect(pinnedIn(own).length).toBeGreaterThan(100);
});

it('whatever package.json asks for comes from the registry, under its own name', () => {
	const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
		[kind: string]: Record<string, string>;
	};
	const asked = Object.entries({ ...dependencies, ...devDependencies });
	expect(asked.filter(([, range]) => !/^[~^]?\d+(?:\.\d+){0,2}(?:-[\w.]+)?$/.test(range))).toEqual(
		[]
	);
});

const lock = (...versions: string[]): Lock => ({
	packages: Object.fromEntries([
		['', { version: '0.1.0' }],
		...versions.map((version, at) => [
			`node_modules/${at ? 'other/node_modules/' : ''}@a/b`,
			{ version, integrity: 'sha512-x' }
		])
	]) as Lock['packages']
});

it('a package without a hash is told of, and one that was not there before', () => {
	expect(unpinned({ packages: { 'node_modules/c': { version: '1.0.0' } } })).toEqual([
		'node_modules/c'
	]);
	expect(broughtIn(lock('1.0.0', '2.0.0'), lock('1.0.0'))).toEqual([
		{ name: '@a/b', version: '2.0.0' }
	]);
});

it('what is younger than the days that are waited, or has no date, is told of', async () => {
	const said = { time: { '1.0.0': '2026-01-01T00:00:00Z', '2.0.0': '2026-01-30T00:00:00Z' } };
	const seen: string[] = [];
	const asked = askedAt('https://registry.example/npm', (async (url: URL) => {
		seen.push(url.href);
		return Response.json(said);
	}) as unknown as typeof fetch);
	const now = Date.parse('2026-02-01T00:00:00Z');
	const found = await young(pinnedIn(lock('1.0.0', '2.0.0')), 7, asked, now);
	expect(found.map(({ version }) => version)).toEqual(['2.0.0']);
	expect(seen).toContain('https://registry.example/npm/@a%2fb');
	const silent = askedAt('https://registry.example', async () => new Response('', { status: 404 }));
	expect(await young(pinnedIn(lock('1.0.0')), 7, silent, now)).toMatchObject([{ out: null }]);
});
