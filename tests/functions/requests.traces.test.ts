/** What stays of words that were sent in no way that a door takes: nothing, in whatever any process printed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepare, type Errand } from './planted-errands.ts';
import { ask, json, octets } from './planted-sender.ts';
import { planted, sealed, text, words } from './planted-words.ts';
import { startScene, type Scene } from './scene.ts';
import { makeDesk } from './sealing.ts';
import { foundAmong, written } from './traces.ts';

let at: Scene;
let errands: Errand[];
beforeAll(async () => {
	at = await startScene({ days: 1 });
	errands = await prepare(at, await makeDesk(at));
}, 60_000);
afterAll(() => at?.stop());

const found = () => foundAmong(written(at.stack), planted);

/** Everything that anybody plants, in one body that no door takes. */
const whole = { ...words, text, sealed, phone: words['phone of a visit']! };

it.each([
	['cut off', { body: JSON.stringify(whole).slice(0, -5), type: 'application/json' }],
	['of another type', { body: JSON.stringify(whole), type: 'text/plain' }],
	[
		'a form of a page',
		{ body: new URLSearchParams(whole).toString(), type: 'application/x-www-form-urlencoded' }
	],
	['too large', json({ ...whole, more: text.repeat(400_000) })],
	['no JSON at all', octets(Buffer.from(`\0${Object.values(whole).join('\0')}`))],
	['of wrong types', json({ ...whole, action: whole, form: Object.values(whole), key: text })]
])('of a request that is %s no door prints a word', async (what, content) => {
	const rooms = [
		'booking',
		'support',
		'tips',
		'lookup',
		'follow',
		'news',
		'notify',
		'jobs',
		'staff'
	];
	const doors = ['queue_page', 'fund_gift', 'news_list', 'tips_say', 'staff_me', 'unit_public'];
	const paths = [
		...rooms.map((room) => `/functions/v1/${room}`),
		...doors.map((door) => `/rest/v1/rpc/${door}`),
		`/rest/v1/rpc/${encodeURIComponent(text)}`,
		`/rest/v1/${encodeURIComponent(text)}?select=${encodeURIComponent(text)}`,
		`/auth/v1/token?grant_type=password&${encodeURIComponent(text)}`,
		'/auth/v1/signup',
		`/storage/v1/object/sealed/${encodeURIComponent(text)}`,
		`/${encodeURIComponent(text)}`
	];
	const answers = await Promise.all(paths.map((path) => ask(at, path, content)));
	// A door that is not there prints nothing, whatever it is sent; of wrong types are the functions' actions, too.
	const there = what === 'of wrong types' ? doors : [...rooms, ...doors];
	for (const [n, { status }] of answers.entries())
		if (there.includes(paths[n]!.split('/').at(-1)!)) expect(status, paths[n]).not.toBe(404);
	for (const [n, { status }] of answers.entries())
		expect(status === 200 ? paths[n] : 'refused').toMatch(/refused|lookup|unit_public/);
	expect(found()).toEqual([]);
});

it('of actions whose arguments are wrong no function prints a word', async () => {
	for (const { path, content } of errands.filter(({ path }) => !path.endsWith('lookup'))) {
		const sent = JSON.parse(content.body as string) as Record<string, unknown>;
		for (const name of Object.keys(sent).filter((name) => name !== 'action'))
			for (const wrong of [text, { [text]: [sent[name]] }, null])
				expect((await ask(at, path, json({ ...sent, [name]: wrong }))).status).not.toBe(500);
	}
	expect(found()).toEqual([]);
});
