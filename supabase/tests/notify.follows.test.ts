/** Who follows without an account: what is taken, what is kept, and who may see or end it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { category } from '../functions/_shared/contracts/notify-follow.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { followsOf, subscribed, unit, wished, type Following } from './following.ts';
import { asPerson, newKey, one, problemOf } from './people.ts';

let db: TestDatabase;
let f: Following;

beforeAll(async () => {
	db = await createDatabase();
	f = await followsOf(db);
});
afterAll(() => db?.drop());

const count = async () =>
	one(await db.sql`select count(*)::int as n from notify.follows`).n as number;

describe('a browser that follows', () => {
	test('is kept with what it wants and the day, and nothing else is', async () => {
		const today = async () => one(await db.sql`select house.local_day(now())::text as day`).day;
		const before = await today();
		const { sub, seen } = await f.follow({ categories: ['warnings', 'news'] });
		const { since, ...wish } = seen;
		expect(wish).toEqual({ ...wished, categories: ['news', 'warnings'] });
		expect([before, await today()]).toContain(since);
		expect(await f.read(sub)).toEqual(seen);
		const columns = await db.sql`
			select a.attname as name from pg_attribute a
			where a.attrelid = 'notify.follows'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`;
		expect(columns.map(({ name }) => name)).toEqual([
			'id',
			'endpoint',
			'p256dh',
			'auth',
			'unit',
			'categories',
			'areas',
			'lang',
			'since'
		]);
	});

	test('that taps twice follows once; one key with another wish is refused', async () => {
		const [sub, key, proof] = [subscribed(), newKey(), newKey()];
		const before = await count();
		const both = await Promise.all([
			f.follow({}, sub, { key, proof }),
			f.follow({}, sub, { key, proof })
		]);
		expect(both[0].seen).toEqual(both[1].seen);
		expect(await count()).toBe(before + 1);
		const other = f.follow({ categories: ['news'] }, sub, { key, proof });
		expect(await problemOf(other)).toMatchObject({ code: 'PT409', message: 'key_reused' });
	});

	test('in two windows at once follows once as well', async () => {
		const sub = subscribed();
		const before = await count();
		await Promise.all([f.follow({}, sub), f.follow({ categories: ['news'] }, sub)]);
		expect(await count()).toBe(before + 1);
	});

	test('wants something else later, and keeps its day', async () => {
		const { sub } = await f.follow();
		await db.sql`update notify.follows set since = '2026-01-31' where endpoint = ${sub.endpoint}`;
		await f.follow({ categories: ['procedures'], areas: [unit] }, sub);
		expect(await f.read(sub)).toMatchObject({
			categories: ['procedures'],
			areas: [unit],
			since: '2026-01-31'
		});
	});

	test('cannot be changed, read or ended by whoever knows its address alone', async () => {
		const { sub, seen } = await f.follow();
		const thief = subscribed({ endpoint: sub.endpoint });
		expect(await problemOf(f.follow({ categories: ['news'] }, thief))).toMatchObject({
			message: 'follow_taken'
		});
		expect(await f.read(thief)).toBeNull();
		expect(await f.move(thief, subscribed())).toBe(false);
		// The same answer as to the right one: who guesses learns nothing.
		expect(await f.stop(thief)).toEqual({ ok: true });
		expect(await f.read(sub)).toEqual(seen);
	});

	test('ends it in one tap, and again without harm', async () => {
		const { sub } = await f.follow();
		expect(await f.stop(sub)).toEqual({ ok: true });
		expect(await f.read(sub)).toBeNull();
		expect(await f.stop(sub)).toEqual({ ok: true });
	});

	test('goes on under the address that its maker gave it anew', async () => {
		const { sub, seen } = await f.follow();
		const next = subscribed();
		expect(await f.move(sub, next)).toBe(true);
		expect([await f.read(next), await f.read(sub)]).toEqual([seen, null]);
		// The same move once more finds nothing to move.
		expect(await f.move(sub, next)).toBe(false);
		const { sub: other } = await f.follow();
		expect(await f.move(next, other)).toBe(false);
	});

	test('pays with work that is good for one follow', async () => {
		const proof = newKey();
		await f.follow({}, subscribed(), { proof });
		expect(await problemOf(f.follow({}, subscribed(), { proof }))).toMatchObject({
			code: 'PT409',
			message: 'proof_spent'
		});
	});
});

describe('what is no follow', () => {
	test.each([
		['a unit that is none', { unit: '00000' }, 'unit'],
		['no category', { categories: [] }, 'categories'],
		['a category that is none', { categories: ['gossip'] }, 'categories'],
		['a category that is no text', { categories: [null] }, 'categories'],
		['a place of another unit', { areas: ['00001'] }, 'areas'],
		['a place that is a number', { areas: [21439] }, 'areas'],
		['places that are no list', { areas: '21439' }, 'areas'],
		['more places than there are', { areas: Array(61).fill(unit) }, 'areas'],
		['another language', { lang: 'fr' }, 'lang'],
		['something more', { name: 'Lụa' }, 'name']
	])('is refused at its field: %s', async (_, over, field) => {
		const before = await count();
		expect(await problemOf(f.follow(over))).toMatchObject({ code: 'PT422', detail: field });
		expect(await count()).toBe(before);
	});

	test.each([
		['in the clear', { endpoint: 'http://push.test/a' }],
		['of a number', { endpoint: 'https://127.0.0.1/a' }],
		['of a name without a dot', { endpoint: 'https://localhost/a' }],
		['with somebody’s name in it', { endpoint: 'https://a@push.test/a' }],
		['with a port', { endpoint: 'https://push.test:8443/a' }],
		['with a line break', { endpoint: 'https://push.test/a\nb' }],
		['that is too long', { endpoint: `https://push.test/${'a'.repeat(1000)}` }],
		['with a key that is none', { p256dh: 'B' }],
		['with a secret that is none', { auth: '' }]
	])('is refused by the table itself: an address %s', async (_, over) => {
		expect(await problemOf(f.follow({}, subscribed(over)))).toMatchObject({
			code: 'PT422',
			message: 'bad_format',
			detail: 'subscription'
		});
	});

	test('is asked for with the categories that news have', async () => {
		const rows = await db.sql`select category from news.categories order by place`;
		expect(rows.map(({ category }) => category)).toEqual(category.options);
		for (const each of category.options)
			expect((await f.follow({ categories: [each] })).seen.categories).toEqual([each]);
	});
});

describe('nobody else', () => {
	test('writes a follow or takes what is to be told: not a stranger, not an officer', async () => {
		const calls = [
			'follow_write(gen_random_uuid(), null, null, null, null)',
			'follow_move_write(null, null)',
			'follow_take(1, 1)',
			"follow_finish('[]')"
		];
		for (const call of calls) {
			const stranger = db.as({ role: 'anon' }, (tx) => tx.unsafe(`select public.${call}`));
			expect(await problemOf(stranger), call).toMatchObject({ code: '42501' });
			const officer = asPerson(db, f.approver, (tx) => tx.unsafe(`select public.${call}`));
			expect(await problemOf(officer), call).toMatchObject({ code: '42501' });
		}
	});

	test('reads the tables, whichever role the API gives them', async () => {
		for (const table of ['follows', 'pushes', 'told_posts'])
			for (const role of ['anon', 'authenticated', 'service_role'] as const) {
				const reading = db.as({ role }, (tx) => tx.unsafe(`select from notify.${table}`));
				expect(await problemOf(reading), `${role} ${table}`).toMatchObject({ code: '42501' });
			}
	});
});

test('how many follow is told from five on: fewer are persons', async () => {
	const alone = await createDatabase({ connections: 2 });
	try {
		const { follow } = await followsOf(alone);
		const told: (number | null)[] = [];
		for (let n = 0; n <= 6; n++) {
			told.push(one(await alone.sql`select notify.followers(${unit}) as n`).n);
			await follow();
		}
		expect(told).toEqual([null, null, null, null, null, 5, 6]);
	} finally {
		await alone.drop();
	}
});
