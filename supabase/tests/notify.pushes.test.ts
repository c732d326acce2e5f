/** A post on its way to those who follow: who is told, when, once, and never of anything else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeShape } from '../functions/_shared/push/message.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { followsOf, unit, type Following, type Push } from './following.ts';
import { one, problemOf } from './people.ts';

let db: TestDatabase;
let f: Following;

beforeAll(async () => {
	db = await createDatabase();
	f = await followsOf(db);
});
afterAll(() => db?.drop());

/** What is still to be told of a post, as worker after worker takes it. */
async function toldOf(post: string, at?: Date): Promise<Push[]> {
	const { pushes } = await f.take(at, 1000);
	return pushes.filter((push) => push.post === post);
}
const endpoints = (pushes: Push[]) =>
	pushes.map(({ subscription }) => subscription.endpoint).sort();
const left = async (post: string) =>
	one(await db.sql`select count(*)::int as n from notify.pushes where post = ${post}`).n as number;

describe('a post that became public', () => {
	test('is told to whom it concerns: the unit, the category, the place', async () => {
		const other = one(
			await db.sql`select code from unit.units where code <> ${unit} order by code limit 1`
		).code;
		const areas = (
			await db.sql`select code from unit.areas where unit = ${unit} and valid_to is null order by code limit 2`
		).map(({ code }) => code as string);
		const all = await f.follow({ categories: ['good_people', 'news'] });
		const here = await f.follow({ categories: ['good_people'], areas: areas.slice(0, 1) });
		await f.follow({ categories: ['news'] });
		await f.follow({ categories: ['good_people'], unit: other });
		const [of, first] = [all.sub.endpoint, here.sub.endpoint];
		const whole = await f.post({ category: 'good_people' });
		expect(endpoints(await toldOf(whole))).toEqual([of, first].sort());
		const there = await f.post({ category: 'good_people', areas: areas.slice(0, 1) });
		expect(endpoints(await toldOf(there))).toEqual([of, first].sort());
		const elsewhere = await f.post({ category: 'good_people', areas: ['00001'] });
		expect(endpoints(await toldOf(elsewhere))).toEqual([of]);
	});

	test('is told as it stands, without any address', async () => {
		const { sub } = await f.follow({ categories: ['campaigns'], lang: 'en' });
		const post = await f.post({
			category: 'campaigns',
			title: 'Đợt cao điểm',
			slug: 'dot-cao-diem'
		});
		const [push] = await toldOf(post);
		expect(push!.subscription).toEqual(sub);
		expect(noticeShape.parse(push!.notice)).toEqual({
			post,
			slug: 'dot-cao-diem',
			category: 'campaigns',
			title: 'Đợt cao điểm',
			unit: one(await db.sql`select police_name from unit.units where code = ${unit}`).police_name,
			lang: 'en'
		});
		expect(JSON.stringify(push!.notice)).not.toMatch(/https?:|\/\//);
	});

	test('is told once: not again when it is corrected, and not to who came after', async () => {
		await f.follow({ categories: ['procedures'] });
		const post = await f.post({ category: 'procedures' });
		const pushes = await toldOf(post);
		await f.finish(pushes, 'sent');
		await db.sql`update news.posts set title = 'Đã đính chính', corrected_at = now() where id = ${post}`;
		await f.follow({ categories: ['procedures'] });
		expect(await toldOf(post, f.later(60))).toEqual([]);
		expect(await f.counted(post)).toMatchObject({ meant: pushes.length, sent: pushes.length });
	});

	test('by two workers at the same moment is told once to each', async () => {
		for (let n = 0; n < 8; n++) await f.follow({ categories: ['news'] });
		const post = await f.post({ category: 'news' });
		const taken = await Promise.all(Array.from({ length: 6 }, () => f.take(f.noon, 3)));
		const rest = await toldOf(post);
		const told = endpoints(
			[...taken.flatMap(({ pushes }) => pushes), ...rest].filter((p) => p.post === post)
		);
		expect(new Set(told).size).toBe(told.length);
		expect(told.length).toBe((await f.counted(post)).meant);
	});
});

describe('a post that is not public', () => {
	test('is not told: neither before its hour, nor when it is old, nor taken back', async () => {
		await f.follow();
		const planned = await f.post({ ago: '-1 hour' });
		const old = await f.post({ ago: '4 days' });
		const back = await f.post();
		await f.withdraw(back);
		for (const post of [planned, old, back]) expect(await toldOf(post), post).toEqual([]);
		// Its hour comes, and nothing but its hour was needed.
		await db.sql`update news.posts set publish_at = now() where id = ${planned}`;
		expect(await toldOf(planned)).not.toEqual([]);
	});

	test('cannot be told by any function: the tables refuse it', async () => {
		const { sub } = await f.follow();
		const planned = await f.post({ ago: '-1 hour' });
		const telling = db.sql`
			insert into notify.told_posts (post, unit, at, expires_at, meant) values (${planned}, ${unit}, now(), now() + interval '1 day', 1)`;
		expect(await problemOf(telling)).toMatchObject({ message: 'not_public' });
		const post = await f.post();
		await f.take(f.noon, 1);
		await f.withdraw(post);
		const pushing = db.sql`
			insert into notify.pushes (post, follow, next_try_at)
			select ${post}, id, now() from notify.follows where endpoint = ${sub.endpoint}`;
		expect(await problemOf(pushing)).toMatchObject({ message: 'not_public' });
	});

	test('any more is told to nobody who has not heard of it yet', async () => {
		await f.follow();
		const post = await f.post();
		await f.take(f.noon, 1);
		const waiting = await left(post);
		expect(waiting).toBeGreaterThan(0);
		await f.withdraw(post);
		expect(await left(post)).toBe(0);
		expect(await f.counted(post)).toMatchObject({ late: waiting });
	});

	test('taken back while a worker writes down whom to tell, is told to nobody', async () => {
		await f.follow();
		const post = await f.post();
		let withdrawn: Promise<unknown> = Promise.resolve();
		await db.sql.begin(async (tx) => {
			await tx`select notify.tell_posts(${f.noon})`;
			withdrawn = f.withdraw(post).then();
			// Until it waits for this one, and that is what it must do.
			for (let waits = 0; waits === 0;)
				[{ waits = 0 } = {}] = await tx<{ waits: number }[]>`
					select count(*)::int as waits from pg_locks l
					where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid))`;
		});
		await withdrawn;
		expect(await left(post)).toBe(0);
	});
});

describe('a tip, a visit or a request', () => {
	test('is never pushed: the tables know posts alone, and the outbox pushes nothing', async () => {
		const pointed = await db.sql<{ to: string }[]>`
			select distinct c.confrelid::regclass::text as to from pg_constraint c
			where c.contype = 'f' and c.conrelid in ('notify.pushes'::regclass, 'notify.told_posts'::regclass, 'notify.follows'::regclass)
			order by 1`;
		expect(pointed.map(({ to }) => to)).toEqual([
			'news.posts',
			'notify.follows',
			'notify.told_posts',
			'unit.units'
		]);
		const [purpose] = await db.sql`select purpose from notify.purposes order by purpose limit 1`;
		const pushing = db.sql`
			insert into notify.outbox (unit, purpose, channel, once, to_address, expires_at)
			values (${unit}, ${purpose!.purpose}, 'push', 'a push of a case', null, now() + interval '1 day')`;
		expect(await problemOf(pushing)).toMatchObject({ code: '23514' });
	});
});

describe('at night', () => {
	test('nobody is told: it waits for the morning of the unit', async () => {
		await f.follow();
		const { night, morning } = one(
			await db.sql`
				select house.at(house.local_day(now()), 1380) as night, house.at(house.local_day(now()) + 1, 361) as morning`
		);
		const post = await f.post();
		expect(await toldOf(post, night)).toEqual([]);
		expect(await left(post)).toBeGreaterThan(0);
		expect(await toldOf(post, morning)).not.toEqual([]);
	});

	test('neither is who was written down by day, when the worker comes late', async () => {
		await f.follow();
		const { night } = one(await db.sql`select house.at(house.local_day(now()), 1380) as night`);
		const post = await f.post();
		await f.take(f.noon, 1);
		expect(await left(post)).toBeGreaterThan(0);
		expect(await toldOf(post, night)).toEqual([]);
	});
});
