/** Many cases at once: each is asked by its own door and has its own result. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';
import { viewVerbsOf, type ViewVerbs } from './view-verbs.ts';

let db: TestDatabase;
let q: Verbs;
let v: ViewVerbs;
let desk: Person;
let other: Person;
let field: Person;

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	v = viewVerbsOf(db);
	desk = await officerOf(db, '21439', ['desk']);
	other = await officerOf(db, '21439', ['desk']);
	field = await officerOf(db, '21439', ['field']);
});
afterAll(() => db?.drop());

const some = (count: number) =>
	Promise.all(Array.from({ length: count }, () => callBackOf(db, '21439')));
const outcome = (results: { done: unknown; refused: string | null }[]) =>
	results.map(({ done, refused }) => (done ? 'done' : refused));

describe('one command on many cases', () => {
	test('says of each what became of it, in the order they were named, and refuses none for another’s sake', async () => {
		const [one, two, three] = await some(3);
		await q.call(other, one!, 'answered');
		const foreign = await callBackOf(db, '21451');
		const results = await v.bulk(desk, [three!, one!, foreign, two!, { id: newKey() }], {
			do: 'assign',
			officer: other.sub
		});
		expect(outcome(results)).toEqual(['done', 'stale', 'not_found', 'done', 'not_found']);
		expect(results.map(({ id }) => id).slice(0, 4)).toEqual([
			three!.id,
			one!.id,
			foreign.id,
			two!.id
		]);
		expect((await q.open(desk, three!.id)).row.assignee?.id).toBe(other.sub);
		expect((await q.open(desk, one!.id)).row.assignee).toBeNull();
	});

	test('is done once, however often it comes', async () => {
		const cases = await some(2);
		const key = newKey();
		const what = { do: 'note', body: 'Gọi trước khi đến' };
		const first = await v.bulk(desk, cases, what, key);
		expect(await v.bulk(desk, cases, what, key)).toEqual(first);
		const { n } = one(
			await db.sql`select count(*)::int as n from queue.notes where case_id in ${db.sql(cases.map(({ id }) => id))}`
		);
		expect(n).toBe(2);
		expect(await problemOf(v.bulk(desk, cases.slice(1), what, key))).toMatchObject({
			message: 'key_reused'
		});
	});

	test('ends call-backs with one reason, and does not end a visit', async () => {
		const cases = [...(await some(2)), await visitOf(db, '21439')];
		const what = { do: 'close_call_back', reason: 'no_longer_needed', note: null };
		expect(outcome(await v.bulk(desk, cases, what))).toEqual(['done', 'done', 'not_allowed']);
		expect((await q.open(desk, cases[0]!.id)).row.state).toBe('cancelled');
	});

	test('says that cards have come, for everybody of a household whose card is under way', async () => {
		const captured = await visitOf(db, '21439');
		await db.sql`update booking.people p set outcome = 'captured' from booking.visits v
			where v.id = p.visit_id and v.case_id = ${captured.id}`;
		await db.sql`update queue.cases set state = 'captured' where id = ${captured.id}`;
		const waiting = await visitOf(db, '21439');
		expect(outcome(await v.bulk(desk, [captured, waiting], { do: 'card_ready' }))).toEqual([
			'done',
			'not_allowed'
		]);
		expect((await q.open(desk, captured.id)).row.state).toBe('card_ready');
	});

	test('gives an officer no more than the single command would', async () => {
		const cases = await some(1);
		const what = { do: 'assign', officer: field.sub };
		expect(outcome(await v.bulk(field, cases, what))).toEqual(['role_missing']);
		expect(outcome(await v.bulk(desk, cases, what))).toEqual(['out_of_reach']);
		expect(
			one(
				await db.sql`select count(*)::int as n from queue.events where case_id = ${cases[0]!.id} and code = 'assign'`
			).n
		).toBe(0);
	});

	test('two at once over the same cases never hold each other up, and each case is given once', async () => {
		const cases = await some(12);
		const give = (list: typeof cases) => v.bulk(desk, list, { do: 'assign', officer: other.sub });
		const [forth, back] = await Promise.all([give(cases), give([...cases].reverse())]);
		const won = [...forth, ...back].filter(({ done }) => done).map(({ id }) => id);
		expect(won.sort()).toEqual(cases.map(({ id }) => id).sort());
	});

	test.each([
		[5000, { do: 'note', body: 'x' }, 'too_many', 'cases'],
		[0, { do: 'note', body: 'x' }, 'required', 'cases'],
		[1, { do: 'erase' }, 'bad_format', 'do'],
		[1, { do: 'note', body: ' ' }, 'required', 'body'],
		[1, { do: 'note', body: 'x', officer: null }, 'unknown_field', 'officer'],
		[1, { do: 'assign', officer: 'x' }, 'bad_format', 'officer'],
		[1, { do: 'assign' }, 'required', 'officer'],
		[1, { do: 'close_call_back', reason: 'tired', note: null }, 'bad_format', 'reason'],
		[1, [], 'bad_format', 'what']
	])('%i cases to %j are refused as %s of %s', async (count, what, message, detail) => {
		const cases = Array.from({ length: count }, () => ({ id: newKey() }));
		expect(await problemOf(v.bulk(desk, cases, what))).toMatchObject({
			code: 'PT422',
			message,
			detail
		});
	});

	test('the same case twice is refused', async () => {
		const [one] = await some(1);
		expect(await problemOf(v.bulk(desk, [one!, one!], { do: 'note', body: 'x' }))).toMatchObject({
			message: 'duplicate'
		});
	});
});

describe('lines that are taken away', () => {
	test('are those of the compartment, in the order they were named, and each is written down as read', async () => {
		const [one, two] = await some(2);
		const foreign = await callBackOf(db, '21451');
		const rows = await v.take(desk, [two!.id, foreign.id, one!.id, newKey()]);
		expect(rows.map(({ id }) => id)).toEqual([two!.id, one!.id]);
		const reads =
			await db.sql`select case_id, code from queue.reads where officer = ${desk.sub} and code = 'exported'`;
		expect(reads.map(({ case_id }) => case_id).sort()).toEqual([one!.id, two!.id].sort());
	});

	test('are a hundred at most', async () => {
		const ids = Array.from({ length: 101 }, () => newKey());
		expect(await problemOf(v.take(desk, ids))).toMatchObject({
			message: 'too_many',
			detail: 'ids'
		});
		expect(await problemOf(v.take(desk, []))).toMatchObject({ message: 'required' });
	});
});
