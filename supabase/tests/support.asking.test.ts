/** Whoever asks for help, for themselves or a family: what is taken, and what the code shows them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { form } from '../functions/_shared/contracts/support.ts';
import { endReason, hardship, want } from '../functions/_shared/contracts/support-case.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { dayIn, helpOf, neighbour, newHash, own, request, type Help } from './helping.ts';
import { asPerson, newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let h: ReturnType<typeof helpOf>;
let q: Verbs;
let helper: Person;

beforeAll(async () => {
	db = await createDatabase();
	h = helpOf(db);
	q = verbsOf(db);
	helper = await officerOf(db, '21439', ['support'], 'Lê Thị Giúp');
});
afterAll(() => db?.drop());

describe('somebody who asks for their own family', () => {
	test('is on the list of the unit that serves the place, under the clock of the first reply', async () => {
		const { id, reference } = await h.ask(own);
		expect(reference).toMatch(/^HT-\d\d-\d{4}$/);
		const whole = await q.open(helper, id);
		expect(whole.row).toMatchObject({
			kind: 'support',
			state: 'to_visit',
			due_clock: 'first reply'
		});
		expect(whole.support).toMatchObject({
			asker: 'self',
			asked_by: null,
			agreed: { yes: true, how: 'own_request' },
			family: { name: 'Võ Thị Lành', phone: '+84900000201' },
			wants: ['food', 'care']
		});
	});

	test('sees by the code where it stands, the day of the visit and the reason of the decision', async () => {
		const of = await h.ask(own);
		await h.day(helper, of, dayIn(5));
		expect(await h.open(of)).toMatchObject({ state: 'visit_agreed', visit_day: dayIn(5) });
		await h.visit(helper, of);
		await h.decide(helper, of);
		const seen = await h.open(of);
		expect(seen).toMatchObject({ kind: 'support', state: 'in_care', actions: ['ask_data'] });
		expect(seen.timeline.map(({ body }) => body)).toContain('Gia đình đang rất khó khăn');
		// What officers saw in the house is no part of what a code shows.
		expect(JSON.stringify(seen)).not.toContain('xe lăn');
	});

	test('takes it back, and nothing stays planned', async () => {
		const of = await h.ask(own);
		await h.day(helper, of);
		const cancel = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };
		expect(await h.say(of, cancel)).toMatchObject({ state: 'cancelled', visit_day: null });
		expect(await h.families(helper)).not.toMatchObject({ rows: [{ id: of.id }] });
	});

	test('may ask what is held of them', async () => {
		const of = await h.ask(own);
		expect(await h.say(of, { act: 'ask_data', what: 'see', words: null })).toMatchObject({
			data_requests: [{ what: 'see', state: 'asked' }]
		});
	});
});

describe('a neighbour', () => {
	test('learns that it was passed on, and of the family no more', async () => {
		const of = await h.ask();
		expect(await h.open(of)).toMatchObject({ state: 'family_to_ask', actions: ['cancel'] });
		await q.call(helper, { id: of.id, version: 1 }, 'answered');
		await h.consent(helper, of, true, 'call');
		await h.day(helper, of);
		await h.visit(helper, of);
		await h.decide(helper, of, 'refused');
		const seen = await h.open(of);
		expect(seen).toMatchObject({ state: 'passed_on', visit_day: null, actions: [] });
		expect(seen.timeline.map(({ code }) => code)).toEqual(['received']);
		expect(JSON.stringify(seen)).not.toMatch(/Võ Thị Lành|khó khăn|0900000201/);
	});

	test('cannot tell a family that said no from one that said yes', async () => {
		const [yes, no] = [await h.ask(), await h.ask()];
		await h.consent(helper, yes, true);
		await h.consent(helper, no, false);
		// Officers come back to the one, again and again, and to the other never.
		await h.day(helper, yes);
		await h.visit(helper, yes);
		await q.open(helper, yes.id);
		const told = async (of: Help) => {
			const { timeline, ...rest } = await h.open(of);
			return {
				...rest,
				reference: null,
				received_at: null,
				timeline: timeline.map(({ code, data }) => ({ code, data }))
			};
		};
		expect(await told(no)).toEqual(await told(yes));
		expect(await h.open(no)).toMatchObject({ seen: null, version: 0 });
	});

	test('may take it back until the family was asked; after that it is the family’s', async () => {
		const cancel = { act: 'cancel', reason: 'other', died: [], note: null };
		const [before, after] = [await h.ask(), await h.ask()];
		expect(await h.say(before, cancel)).toMatchObject({ state: 'cancelled' });
		await h.consent(helper, after);
		expect(await problemOf(h.say(after, cancel))).toMatchObject({ message: 'stale' });
	});

	test('cannot ask by the code what is held of the family', async () => {
		const of = await h.ask();
		expect(await problemOf(h.say(of, { act: 'ask_data', what: 'see', words: null }))).toMatchObject(
			{ message: 'not_allowed' }
		);
	});
});

describe('of what a family asks about its own data', () => {
	test('the neighbour’s code tells nothing, nor takes it back', async () => {
		const of = await h.ask();
		await h.consent(helper, of);
		await asPerson(
			db,
			await officerOf(db, '21439', ['desk']),
			(tx) => tx`select public.queue_data_ask(${newKey()}, ${of.id}, 'see', null, 'walk_in')`
		);
		const { reference } = one(
			await db.sql`
				select c.reference from queue.data_requests r join queue.cases c on c.id = r.case_id where r.about = ${of.id}`
		);
		await db.sql`update queue.cases set again_at = now() + interval '2 hours' where id = ${of.id}`;
		expect(await h.open(of)).toMatchObject({ data_requests: [], again_at: null });
		const back = h.say(of, { act: 'withdraw_data', request: reference });
		expect(await problemOf(back)).toMatchObject({ message: 'stale' });
	});
});

describe('what was sent', () => {
	test('twice under one key is one request; another request under it is refused', async () => {
		const [key, hash] = [newKey(), newHash()];
		const once = await h.ask({}, { key, hash });
		expect(await h.ask({}, { key, hash })).toEqual(once);
		expect(await problemOf(h.ask({ landmark: 'Cạnh trường' }, { key, hash }))).toMatchObject({
			message: 'key_reused'
		});
		expect(await problemOf(h.ask({}, { hash }))).toMatchObject({ message: 'code_taken' });
	});

	test.each([
		['no consent', { consent: false }, 'consent'],
		['nobody who asks', { asked_by: null }, 'asked_by'],
		['no place', { landmark: null }, 'landmark'],
		['something else without a word', { hardship: 'other', story: null }, 'story'],
		['nothing that would help', { wants: [] }, 'wants'],
		['what nobody knows', { wants: ['lottery'] }, 'wants'],
		['no name', { family_name: ' ' }, 'family_name'],
		['a neighbour’s phone missing', { asked_by: { ...neighbour, phone: null } }, 'asked_by.phone'],
		['no phone of one’s own', { ...own, family_phone: null }, 'family_phone'],
		['another’s name beside one’s own', { ...own, asked_by: neighbour }, 'asked_by'],
		['a phone that is none', { family_phone: 'hỏi hàng xóm' }, ''],
		['no word on being named', { asked_by: { ...neighbour, may_name: null } }, ''],
		['what happened unknown', { hardship: 'flood' }, ''],
		['an area that is none', { area: '00000' }, 'area']
	])('with %s makes no case', async (_, over, field) => {
		const count = async () => (await db.sql`select count(*)::int as n from queue.cases`)[0]!.n;
		const before = await count();
		const { code, detail = '' } = (await problemOf(h.ask(over)))!;
		expect([code, detail]).toEqual(['PT422', field]);
		expect(await count()).toBe(before);
	});

	test('is asked for with the codes that the tables have', async () => {
		const of = async (table: string, column: string) =>
			(await db.sql.unsafe(`select ${column} as code from support.${table} order by place`)).map(
				({ code }) => code
			);
		expect(await of('hardships', 'hardship')).toEqual(hardship.options);
		expect(await of('wants', 'want')).toEqual(want.options);
		expect(await of('ends', 'reason')).toEqual(endReason.options);
		expect(form.safeParse(request).success).toBe(true);
	});
});
