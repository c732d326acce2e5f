import { expect, it } from 'vitest';
import type { Answer, Ask, Patient } from './patient.ts';
import { headers } from './headers.ts';
import { transport } from './transport.ts';

const answer = (status: number, headers: Record<string, string> = {}) =>
	({ status, headers: new Headers(headers), text: '', body: Buffer.of() }) as unknown as Answer;

/** A portal far away, whose port 80 answers so. */
const portal = (origin: string, ask: Ask): Patient => ({
	...{ origin, ask, loopback: false, config: null, known: {} },
	door: async () => null
});
const found = async (origin: string, ask: Ask = async () => answer(200)) =>
	(await transport(portal(origin, ask))).map(({ what }) => what).join();

it('a portal that is read without https is told of', async () => {
	expect(await found('http://portal.example')).toMatch(/read without https/);
});

it('an onion, whose name is its key, needs no https', async () => {
	expect(await found(`http://${'a'.repeat(56)}.onion`)).toBe('');
	expect(await found('http://onion.example')).toMatch(/read without https/);
});

it.each([
	['answers by itself', () => answer(200), /answers by itself \(200\)/],
	[
		'leads elsewhere',
		() => answer(301, { location: 'https://www.other.example/' }),
		/leads to https:\/\/www\.other/
	],
	[
		'leads to the first page alone',
		() => answer(301, { location: 'https://portal.example/' }),
		/instead of the same page/
	]
])('a port 80 that %s is told of', async (_, said, words) => {
	expect(await found('https://portal.example', async () => said())).toMatch(words);
});

it('a port 80 that leads to the same page by https is well, and so is one where nobody listens', async () => {
	const there = async () => answer(308, { location: 'https://portal.example/tra-cuu' });
	expect(await found('https://portal.example', there)).toBe('');
	expect(await found('https://portal.example', () => Promise.reject(new Error()))).toBe('');
});

it('a portal with https that does not tell browsers to stay there is told of', async () => {
	const said = await headers(portal('https://portal.example', async () => answer(200)));
	expect(said.map(({ what }) => what).join()).toContain('lacks Strict-Transport-Security');
	const sent = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };
	const well = await headers(portal('https://portal.example', async () => answer(200, sent)));
	expect(well.map(({ what }) => what).join()).not.toContain('Strict-Transport');
});
