/** The queue by actor: who sees which case, what may be done with it, and what stays written. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors, type Row, type WholeCase } from '../functions/_shared/contracts/queue.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { asPerson, newKey, officerOf, problemOf, type Person } from './people.ts';

let db: TestDatabase;
let lead: Person;
let desk: Person;
let other: Person;
let field: Person;
let editor: Person;
let stranger: Person;
let disabled: Person;

beforeAll(async () => {
	db = await createDatabase();
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
	other = await officerOf(db, '21439', ['desk']);
	field = await officerOf(db, '21439', ['field']);
	editor = await officerOf(db, '21439', ['editor']);
	stranger = await officerOf(db, '21451', ['lead']);
	disabled = await officerOf(db, '21439', ['desk']);
	await db.sql`update staff.officers set disabled_at = now() where user_id = ${disabled.sub}`;
});
afterAll(() => db?.drop());

type Page = { rows: Row[]; next: { due_at: string | null; id: string } | null };
const page = (person: Person, filter: object = {}, after: unknown = null, size = 100): Promise<Page> =>
	asPerson(db, person, async (tx) => {
		const [{ a }] = await tx`select public.queue_page(${tx.json(filter as never)}, ${after === null ? null : tx.json(after as never)}, ${size}) as a`;
		return doors.queue_page.answer.parse(a);
	});
async function all(person: Person, filter: object = {}, size = 100): Promise<Row[]> {
	const rows: Row[] = [];
	for (let after: Page['next'] = null; ; ) {
		const { rows: more, next } = await page(person, filter, after, size);
		rows.push(...more);
		if (!next) return rows;
		after = next;
	}
}
const open = (person: Person, id: string): Promise<WholeCase> =>
	asPerson(db, person, async (tx) => doors.queue_case.answer.parse((await tx`select public.queue_case(${id}) as a`)[0].a));

type Command = { key?: string; version?: number | null; id: string };
const call = (person: Person, { key = newKey(), version = 1, id }: Command, outcome: string, again: string | null = null, note: string | null = null) =>
	asPerson(db, person, async (tx) => (await tx`select public.queue_call(${key}, ${id}, ${version}, ${outcome}, ${again}, ${note}) as a`)[0].a);
const ask = (person: Person, { key = newKey(), version = 1, id }: Command, body = 'Nhà ở gần trường nào?') =>
	asPerson(db, person, async (tx) => (await tx`select public.queue_ask(${key}, ${id}, ${version}, ${body}) as a`)[0].a);
const giveBack = (person: Person, { key = newKey(), version = 1, id }: Command, reason = 'Số điện thoại thiếu một chữ số', of = 'phone') =>
	asPerson(db, person, async (tx) => (await tx`select public.queue_return(${key}, ${id}, ${version}, ${reason}, ${of}) as a`)[0].a);
const assign = (person: Person, { key = newKey(), version = 1, id }: Command, officer: string | null) =>
	asPerson(db, person, async (tx) => (await tx`select public.queue_assign(${key}, ${id}, ${version}, ${officer}) as a`)[0].a);
const note = (person: Person, id: string, body = 'Nhà có chó', key = newKey()) =>
	asPerson(db, person, async (tx) => (await tx`select public.queue_note(${key}, ${id}, ${body}) as a`)[0].a);
const replace = (person: Person, { key = newKey(), version = 1, id }: Command, hash = randomBytes(32).toString('hex'), checked = [true, true]) =>
	asPerson(db, person, async (tx) => (await tx`select public.queue_replace_code(${key}, ${id}, ${version}, ${hash}, ${checked[0]}, ${checked[1]}) as a`)[0].a);
const close = (person: Person, { key = newKey(), version = 1, id }: Command, reason: string, text: string | null = null) =>
	asPerson(db, person, async (tx) => (await tx`select public.queue_close_call_back(${key}, ${id}, ${version}, ${reason}, ${text}) as a`)[0].a);

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const clocksOf = async (id: string) =>
	Object.fromEntries((await db.sql`select clock, stopped_at is null as runs from queue.clocks_running where case_id = ${id}`).map(({ clock, runs }) => [clock, runs]));

describe('the page of the queue', () => {
	test('goes by the nearest clock, those without one last, and meets every case once whatever the size', async () => {
		const ids: string[] = [];
		for (let n = 0; n < 9; n++) ids.push((await callBackOf(db, '21439')).id);
		// Two with the same clock and two without any, so that the order needs the id, too.
		await db.sql`update queue.cases set due_at = now() + interval '1 hour' where id in ${db.sql(ids.slice(0, 3))}`;
		await db.sql`update queue.cases set due_at = null, due_clock = null where id in ${db.sql(ids.slice(3, 5))}`;
		const whole = await all(lead);
		const due = whole.map(({ due_at }) => (due_at ? Date.parse(due_at) : Infinity));
		expect(due).toEqual([...due].sort((a, b) => a - b));
		expect(whole.filter(({ id }) => ids.slice(3, 5).includes(id))).toHaveLength(2);
		for (const size of [1, 2, 3, 7]) expect((await all(lead, {}, size)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
	});

	test('tells what a line needs, and nothing of the person', async () => {
		const { id, form } = await callBackOf(db, '21439');
		const row = (await all(desk)).find((line) => line.id === id)!;
		expect(row).toMatchObject({ kind: 'call_back', state: 'to_call', priority: 'normal', channel: 'web', due_clock: 'call', assignee: null, version: 1 });
		expect(row.reference).toMatch(/^GL-\d\d-\d{4,}$/);
		expect(JSON.stringify(row)).not.toContain(form.name);
		expect(JSON.stringify(row)).not.toContain(form.phone.slice(-6));
	});

	test('is filtered by kind, state, area, officer, clock and what is to call', async () => {
		const late = await callBackOf(db, '21439', { area: '21463' });
		await db.sql`update queue.cases set due_at = now() - interval '1 minute' where id = ${late.id}`;
		const mine = await callBackOf(db, '21439');
		await assign(desk, mine, desk.sub);
		const visit = await visitOf(db, '21439');
		const has = async (filter: object, id: string) => (await all(desk, filter)).some((row) => row.id === id);
		expect(await has({ kind: 'home_visit' }, visit.id)).toBe(true);
		expect(await has({ kind: 'home_visit' }, mine.id)).toBe(false);
		expect(await has({ state: 'waiting' }, visit.id)).toBe(true);
		expect(await has({ state: 'waiting' }, late.id)).toBe(false);
		expect(await has({ area: '21463' }, late.id)).toBe(true);
		expect(await has({ area: '21463' }, mine.id)).toBe(false);
		expect(await has({ assignee: 'me' }, mine.id)).toBe(true);
		expect(await has({ assignee: 'me' }, late.id)).toBe(false);
		expect(await has({ assignee: 'nobody' }, mine.id)).toBe(false);
		expect(await has({ assignee: desk.sub }, mine.id)).toBe(true);
		expect(await has({ due: 'late' }, late.id)).toBe(true);
		expect(await has({ due: 'late' }, mine.id)).toBe(false);
		expect(await has({ to_call: true }, mine.id)).toBe(true);
		expect(await has({ to_call: true }, visit.id)).toBe(false);
		expect(await has({ open: false }, mine.id)).toBe(false);
		await close(desk, { id: mine.id, version: 2 }, 'duplicate');
		expect(await has({ open: false }, mine.id)).toBe(true);
		expect(await has({}, mine.id)).toBe(false);
	});

	test.each([
		[{ kind: 'secret' }, 'bad_format', 'kind'],
		[{ state: 1 }, 'bad_format', 'state'],
		[{ area: '1' }, 'bad_format', 'area'],
		[{ assignee: 'x' }, 'bad_format', 'assignee'],
		[{ due: 'soon' }, 'bad_format', 'due'],
		[{ open: 'no' }, 'bad_format', 'open'],
		[{ search: 'Bình' }, 'unknown_field', 'search'],
		[[], 'bad_format', 'filter']
	])('a filter %j is refused as %s of %s', async (filter, message, detail) => {
		expect(await problemOf(page(desk, filter))).toMatchObject({ code: 'PT422', message, detail });
	});

	test('a cursor or a size out of place is refused', async () => {
		expect(await problemOf(page(desk, {}, { id: 'x' }))).toMatchObject({ message: 'bad_format', detail: 'after' });
		expect(await problemOf(page(desk, {}, { due_at: 'morgen', id: newKey() }))).toMatchObject({ message: 'bad_format' });
		expect(await problemOf(page(desk, {}, { due_at: null }))).toMatchObject({ message: 'required' });
		expect(await problemOf(page(desk, {}, null, 101))).toMatchObject({ message: 'out_of_range', detail: 'size' });
	});
});

describe('compartments', () => {
	test('an officer of another unit, an editor and a disabled officer cannot tell that a case exists', async () => {
		const { id } = await callBackOf(db, '21439');
		const unknown = randomUUID();
		for (const person of [stranger, editor]) {
			expect((await all(person)).map((row) => row.id)).not.toContain(id);
			const [there, nowhere] = [await problemOf(open(person, id)), await problemOf(open(person, unknown))];
			expect(there).toMatchObject({ code: 'PT404', message: 'not_found' });
			expect(there).toEqual(nowhere);
		}
		expect(await problemOf(open(disabled, id))).toMatchObject({ code: 'PT403', message: 'disabled' });
		expect(await problemOf(page(disabled))).toMatchObject({ message: 'disabled' });
	});

	test('no command tells a stranger more than a read does, and none leaves a trace', async () => {
		const { id } = await callBackOf(db, '21439');
		for (const attempt of [
			() => call(stranger, { id }, 'answered'),
			() => ask(stranger, { id }),
			() => giveBack(stranger, { id }),
			() => assign(stranger, { id }, stranger.sub),
			() => note(stranger, id),
			() => replace(stranger, { id }),
			() => close(stranger, { id }, 'duplicate'),
			() => call(stranger, { id, version: 99 }, 'answered'),
			() => call(stranger, { id: randomUUID() }, 'answered')
		])
			expect(await problemOf(attempt())).toEqual({ code: 'PT404', message: 'not_found', detail: '' });
		expect((await db.sql`select count(*)::int as n from queue.events where case_id = ${id}`)[0].n).toBe(1);
		expect((await db.sql`select count(*)::int as n from queue.reads where case_id = ${id}`)[0].n).toBe(0);
	});

	test('a resident without an account calls no door of the queue', async () => {
		const { id } = await callBackOf(db, '21439');
		for (const text of [`queue_case('${id}')`, `queue_page('{}', null, 10)`, 'queue_officers()'])
			expect(await problemOf(db.as({ role: 'anon' }, (tx) => tx.unsafe(`select public.${text}`)))).toMatchObject({ code: '42501' });
	});

	test('an officer of the field knows neither call-backs nor visits that are not confirmed', async () => {
		const request = await callBackOf(db, '21439');
		const visit = await visitOf(db, '21439');
		expect(await problemOf(open(field, request.id))).toMatchObject({ message: 'not_found' });
		expect(await problemOf(open(field, visit.id))).toMatchObject({ message: 'not_found' });
		await db.sql`update queue.cases set state = 'captured' where id = ${visit.id}`;
		expect((await open(field, visit.id)).row.id).toBe(visit.id);
		const seen = await all(field);
		expect(seen.map((row) => row.id)).toContain(visit.id);
		expect(seen.filter(({ kind, state }) => kind !== 'home_visit' || !['confirmed', 'revisit', 'captured', 'card_ready'].includes(state))).toEqual([]);
		expect(await problemOf(assign(field, visit, field.sub))).toMatchObject({ code: 'PT403', message: 'role_missing' });
	});

	test('what belongs to other rooms is seen by their officers alone, a tip by nobody yet', async () => {
		const make = async (kind: string) =>
			(await db.sql`select (queue.open_case(${kind}, '21439', '21439', 'web', 'waiting', ${kind}, '{}', '', null)).id`)[0].id as string;
		const [support, statement, tip] = [await make('support'), await make('fund_statement'), await make('tip')];
		const helper = await officerOf(db, '21439', ['support']);
		const treasurer = await officerOf(db, '21439', ['treasurer']);
		const auditor = await officerOf(db, '21439', ['auditor']);
		const kinds = async (person: Person) => [...new Set((await all(person)).map(({ kind }) => kind))].sort();
		expect(await kinds(helper)).toEqual(['support']);
		expect(await kinds(treasurer)).toEqual(['fund_statement']);
		expect(await kinds(auditor)).toEqual([]);
		expect(await kinds(lead)).toEqual(['call_back', 'fund_statement', 'home_visit', 'support']);
		expect(await problemOf(open(desk, support))).toMatchObject({ message: 'not_found' });
		expect(await problemOf(open(desk, statement))).toMatchObject({ message: 'not_found' });
		expect(await problemOf(open(lead, tip))).toMatchObject({ message: 'not_found' });
		const [row] = await db.sql`select area, received_at = date_trunc('hour', received_at) as rounded from queue.cases where id = ${tip}`;
		expect(row).toEqual({ area: null, rounded: true });
	});

	test('a case is given only to who may know of it', async () => {
		const { id } = await callBackOf(db, '21439');
		for (const person of [stranger, editor, disabled, field])
			expect(await problemOf(assign(desk, { id }, person.sub))).toMatchObject({ code: 'PT409', message: 'out_of_reach', detail: 'officer' });
		expect(await assign(desk, { id }, other.sub)).toMatchObject({ id, version: 2 });
		expect((await open(desk, id)).row.assignee).toMatchObject({ id: other.sub });
		expect(await assign(desk, { id, version: 2 }, null)).toMatchObject({ version: 3 });
		expect((await open(desk, id)).row.assignee).toBeNull();
	});

	test('the officers to choose from are the active ones of the unit', async () => {
		const [{ a }] = await asPerson(db, desk, (tx) => tx`select public.queue_officers() as a`);
		const ids = doors.queue_officers.answer.parse(a).officers.map((person) => person.id);
		expect(ids).toContain(other.sub);
		expect(ids).not.toContain(disabled.sub);
		expect(ids).not.toContain(stranger.sub);
	});
});

describe('a case that is opened', () => {
	test('shows the whole of a call-back, and the read is written down', async () => {
		const { id, form, words } = await callBackOf(db, '21439');
		const whole = await open(desk, id);
		expect(whole).toMatchObject({ unit: '21439', words, visit: null, question: null, returned: null, notes: [] });
		expect(whole.call_back).toMatchObject({ name: form.name, unanswered: { calls: 0, days: 0 } });
		expect(whole.clocks).toMatchObject([{ clock: 'call', limit_text: '1 ngày làm việc', stopped_at: null }]);
		expect(whole.events).toMatchObject([{ code: 'received', by: 'citizen', officer: null, visible_to_citizen: true }]);
		await open(other, id);
		const reads = await db.sql`select officer, code from queue.reads where case_id = ${id} order by at`;
		expect(reads.map((read) => [read.officer, read.code])).toEqual([[desk.sub, 'opened'], [other.sub, 'opened']]);
	});

	test('shows the whole of a visit', async () => {
		const { id } = await visitOf(db, '21439');
		const whole = await open(desk, id);
		expect(whole.visit?.people).toHaveLength(1);
		expect(whole.call_back).toBeNull();
		expect(whole.clocks.map(({ clock }) => clock)).toEqual(['first reply', 'visit']);
		expect(whole.actions).toContain('call');
	});
});

describe('calls', () => {
	test('a case nobody answered leaves the list until then, and comes back', async () => {
		const { id } = await callBackOf(db, '21439');
		const listed = async () => (await all(desk)).some((row) => row.id === id);
		await call(desk, { id }, 'no_answer', inHours(2));
		expect(await listed()).toBe(false);
		expect(await clocksOf(id)).toEqual({ call: true });
		await db.sql`update queue.cases set again_at = now() - interval '1 second' where id = ${id}`;
		expect(await listed()).toBe(true);
	});

	test('an answered call stops the clock of the first reply, a missed one does not', async () => {
		const { id } = await visitOf(db, '21439');
		await call(desk, { id }, 'no_answer', inHours(2));
		expect(await clocksOf(id)).toEqual({ 'first reply': true, visit: true });
		await call(desk, { id, version: 2 }, 'answered', null, 'Bà cụ nghe kém, gọi cho cháu');
		expect(await clocksOf(id)).toEqual({ 'first reply': false, visit: true });
		const whole = await open(desk, id);
		expect(whole.row).toMatchObject({ again_at: null, due_clock: 'visit', version: 3 });
		// The citizen sees that a call was made; what the officer noted stays among officers.
		expect(whole.events.filter(({ code }) => code === 'call').map(({ data, body, visible_to_citizen }) => [data.outcome, body, visible_to_citizen]))
			.toEqual([['no_answer', null, true], ['answered', null, true]]);
		expect(whole.notes.map(({ body }) => body)).toEqual(['Bà cụ nghe kém, gọi cho cháu']);
	});

	test('a wrong number makes the case pressing', async () => {
		const { id } = await callBackOf(db, '21439');
		await call(desk, { id }, 'wrong_number');
		expect((await open(desk, id)).row).toMatchObject({ priority: 'high', again_at: null });
	});

	test('unanswered calls are counted with their days, from the last one that was taken', async () => {
		const { id } = await callBackOf(db, '21439');
		const counted = async () => (await open(desk, id)).call_back?.unanswered;
		await call(desk, { id }, 'no_answer', inHours(1));
		await call(desk, { id, version: 2 }, 'no_answer', inHours(1));
		expect(await counted()).toEqual({ calls: 2, days: 1 });
		await call(desk, { id, version: 3 }, 'call_again', inHours(1));
		expect(await counted()).toEqual({ calls: 0, days: 0 });
		await call(desk, { id, version: 4 }, 'no_answer', inHours(1));
		expect(await counted()).toEqual({ calls: 1, days: 1 });
	});

	test.each([
		['no_answer', null, 'required'],
		['call_again', null, 'required'],
		['no_answer', inHours(-1), 'out_of_range'],
		['no_answer', inHours(15 * 24), 'out_of_range']
	])('%s until %s is refused as %s', async (outcome, again, message) => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(call(desk, { id }, outcome, again))).toMatchObject({ code: 'PT422', message, detail: 'again_at' });
	});

	test('an outcome that does not exist is refused', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(call(desk, { id }, 'shouted'))).toMatchObject({ message: 'bad_format', detail: 'outcome' });
	});
});

describe('questions, notes and giving back', () => {
	test('one question is open at a time, and its words are with the event', async () => {
		const { id } = await visitOf(db, '21439');
		await ask(desk, { id });
		expect(await problemOf(ask(desk, { id, version: 2 }))).toMatchObject({ code: 'PT409', message: 'question_open' });
		const whole = await open(desk, id);
		expect(whole.question).toMatchObject({ body: 'Nhà ở gần trường nào?' });
		expect(whole.events.at(-1)).toMatchObject({ code: 'ask', body: 'Nhà ở gần trường nào?', data: { question: whole.question?.id } });
		expect(whole.row.version).toBe(2);
		expect(await clocksOf(id)).toMatchObject({ 'first reply': false });
	});

	test('a visit is given back with a reason and one field, and remembers where it was', async () => {
		const { id } = await visitOf(db, '21439');
		expect(await problemOf(giveBack(desk, { id }, '  '))).toMatchObject({ message: 'required', detail: 'reason' });
		expect(await problemOf(giveBack(desk, { id }, 'Sai', 'everything'))).toMatchObject({ message: 'bad_format', detail: 'field' });
		expect(await giveBack(desk, { id })).toMatchObject({ state: 'returned', version: 2 });
		const whole = await open(desk, id);
		expect(whole.returned).toEqual({ reason: 'Số điện thoại thiếu một chữ số', field: 'phone' });
		expect((await db.sql`select state_before from queue.cases where id = ${id}`)[0].state_before).toBe('waiting');
		expect(await problemOf(giveBack(desk, { id, version: 2 }))).toMatchObject({ code: 'PT409', message: 'not_allowed' });
	});

	test('a call-back cannot be given back', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(giveBack(desk, { id }))).toMatchObject({ code: 'PT409', message: 'not_allowed' });
	});

	test('a note needs no version and stays among officers', async () => {
		const { id } = await callBackOf(db, '21439');
		await call(other, { id }, 'answered');
		expect(await note(desk, id)).toMatchObject({ id, version: 2 });
		const whole = await open(other, id);
		expect(whole.notes).toMatchObject([{ body: 'Nhà có chó', officer: { id: desk.sub, name: 'Nguyễn Thị Trực' } }]);
		expect(whole.events.at(-1)).toMatchObject({ code: 'note', body: null, visible_to_citizen: false });
		expect(await problemOf(note(desk, id, 'x'.repeat(2001)))).toMatchObject({ code: 'PT422', message: 'too_long', detail: 'body' });
	});
});

describe('a call-back that ends', () => {
	test('was answered only if a call was', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(close(desk, { id }, 'answered_by_phone'))).toMatchObject({ code: 'PT409', message: 'call_first' });
		await call(desk, { id }, 'answered');
		expect(await close(desk, { id, version: 2 }, 'answered_by_phone', 'Đã hướng dẫn')).toMatchObject({ state: 'done', version: 3 });
		expect(await problemOf(call(desk, { id, version: 3 }, 'answered'))).toMatchObject({ message: 'not_allowed' });
		const [row] = await db.sql`select ended_at is not null as ended, due_at from queue.cases where id = ${id}`;
		expect(row).toEqual({ ended: true, due_at: null });
	});

	test.each([['no_longer_needed', 'cancelled'], ['duplicate', 'cancelled'], ['other_unit', 'done'], ['not_eligible', 'done']])(
		'for the reason %s is %s',
		async (reason, state) => {
			const { id } = await callBackOf(db, '21439');
			expect(await close(desk, { id }, reason)).toMatchObject({ state });
			expect((await open(desk, id)).events.at(-1)).toMatchObject({ code: 'close_call_back', data: { reason, from: 'to_call', to: state } });
		}
	);

	test('a visit is not closed as a call-back', async () => {
		const { id } = await visitOf(db, '21439');
		expect(await problemOf(close(desk, { id }, 'duplicate'))).toMatchObject({ code: 'PT409', message: 'not_allowed' });
	});
});

describe('a new code for a lost one', () => {
	test('is given after an answered call of the same officer within half an hour; the old one opens nothing more', async () => {
		const { id, hash } = await callBackOf(db, '21439');
		const fresh = randomBytes(32).toString('hex');
		expect(await problemOf(replace(desk, { id }))).toMatchObject({ code: 'PT409', message: 'call_first' });
		await call(desk, { id }, 'no_answer', inHours(1));
		expect(await problemOf(replace(desk, { id, version: 2 }))).toMatchObject({ message: 'call_first' });
		await call(desk, { id, version: 2 }, 'answered');
		expect(await problemOf(replace(other, { id, version: 3 }))).toMatchObject({ message: 'call_first' });
		expect(await problemOf(replace(desk, { id, version: 3 }, fresh, [true, false]))).toMatchObject({ message: 'required', detail: 'checked_hamlet' });
		expect(await problemOf(replace(desk, { id, version: 3 }, 'kurz'))).toMatchObject({ message: 'bad_format', detail: 'lookup_hash' });
		expect(await replace(desk, { id, version: 3 }, fresh)).toMatchObject({ version: 4 });
		const opens = async (hex: string) => (await db.sql`select lookup.case_of(decode(${hex}, 'hex')) as id`)[0].id;
		expect(await opens(hash)).toBeNull();
		expect(await opens(fresh)).toBe(id);
		expect((await open(desk, id)).events.at(-1)).toMatchObject({ code: 'code_replaced', visible_to_citizen: true, data: {} });
	});

	test('is refused when the call was too long ago, or the code is another case\'s', async () => {
		const { id } = await callBackOf(db, '21439');
		const { hash: theirs } = await callBackOf(db, '21439');
		await call(desk, { id }, 'answered');
		expect(await problemOf(replace(desk, { id, version: 2 }, theirs))).toMatchObject({ code: 'PT409', message: 'code_taken', detail: 'lookup_hash' });
		const old = await callBackOf(db, '21439');
		await db.sql`insert into queue.events (case_id, at, code, officer, by, data, visible_to_citizen)
			values (${old.id}, now() - interval '31 minutes', 'call', ${desk.sub}, 'officer', '{"outcome": "answered"}', true)`;
		expect(await problemOf(replace(desk, { id: old.id }))).toMatchObject({ message: 'call_first' });
	});
});

describe('commands', () => {
	test('a retry with the same key gets the same answer and does nothing more', async () => {
		const { id } = await callBackOf(db, '21439');
		const key = newKey();
		const first = await call(desk, { id, key }, 'answered');
		expect(await call(desk, { id, key }, 'answered')).toEqual(first);
		expect((await db.sql`select count(*)::int as n from queue.events where case_id = ${id} and code = 'call'`)[0].n).toBe(1);
		expect(await problemOf(call(desk, { id, key }, 'wrong_number'))).toMatchObject({ code: 'PT409', message: 'key_reused' });
		expect(await problemOf(call(other, { id, key }, 'answered'))).toMatchObject({ message: 'key_reused' });
		expect(await problemOf(note(desk, id, 'x', key))).toMatchObject({ message: 'key_reused' });
	});

	test('ten clicks at once are one call', async () => {
		const { id } = await callBackOf(db, '21439');
		const key = newKey();
		const answers = await Promise.all(Array.from({ length: 10 }, () => call(desk, { id, key }, 'answered')));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect((await open(desk, id)).row.version).toBe(2);
	});

	test('of two officers who act on the same version one is told that the case has changed', async () => {
		for (let round = 0; round < 10; round++) {
			const { id } = await callBackOf(db, '21439');
			const ends = await Promise.all([problemOf(call(desk, { id }, 'answered')), problemOf(call(other, { id }, 'wrong_number'))]);
			expect(ends.filter((end) => end === null)).toHaveLength(1);
			expect(ends.find((end) => end !== null)).toMatchObject({ code: 'PT409', message: 'stale', detail: 'version' });
		}
	});

	test('a command without a version is refused', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(call(desk, { id, version: null }, 'answered'))).toMatchObject({ code: 'PT422', message: 'required', detail: 'version' });
	});

	test('a refused command leaves its key free', async () => {
		const { id } = await callBackOf(db, '21439');
		const key = newKey();
		expect(await problemOf(call(desk, { id, key, version: 7 }, 'answered'))).toMatchObject({ message: 'stale' });
		expect(await call(desk, { id, key }, 'answered')).toMatchObject({ version: 2 });
	});

	test('answers are forgotten after seven days', async () => {
		const { id } = await callBackOf(db, '21439');
		const [old, young] = [newKey(), newKey()];
		await note(desk, id, 'a', old);
		await note(desk, id, 'b', young);
		await db.sql`update queue.commands set at = now() - interval '7 days 1 second' where key = ${old}`;
		await db.sql`select queue.forget_commands()`;
		expect((await db.sql`select key from queue.commands where key in (${old}, ${young})`).map(({ key }) => key)).toEqual([young]);
	});

	test('a hundred cases opened at once have a hundred references', async () => {
		const made = await Promise.all(Array.from({ length: 100 }, () => db.sql`select (queue.open_case('data_request', '21457', null, 'paper', 'waiting', 'x', '{}', '', null)).reference`));
		expect(new Set(made.map(([row]) => row.reference)).size).toBe(100);
	});
});

describe('what is written once', () => {
	test('not even the owner of the database changes or deletes an event or a read', async () => {
		const { id } = await callBackOf(db, '21439');
		await open(desk, id);
		for (const statement of [
			`update queue.events set data = '{}' where case_id = '${id}'`,
			`delete from queue.events where case_id = '${id}'`,
			`update queue.reads set officer = '${other.sub}' where case_id = '${id}'`,
			`delete from queue.reads where case_id = '${id}'`,
			'truncate queue.reads'
		])
			expect(await problemOf(db.sql.unsafe(statement)), statement).toMatchObject({ code: 'PT403', message: 'append_only' });
	});

	test('what people said is kept apart, where it can be erased', async () => {
		const { id } = await visitOf(db, '21439');
		await giveBack(desk, { id }, 'Địa chỉ chưa rõ', 'address');
		const [{ text }] = await db.sql`select string_agg(e::text, ' ') as text from queue.events e where e.case_id = ${id}`;
		expect(text).not.toContain('Địa chỉ chưa rõ');
		await db.sql`delete from queue.event_bodies b using queue.events e where e.id = b.event_id and e.case_id = ${id}`;
		expect((await open(desk, id)).returned).toEqual({ reason: '', field: 'address' });
	});
});

describe('the transitions', () => {
	test('nothing follows a final state', async () => {
		const wrong = await db.sql`select t.* from queue.transitions t join queue.states s on s.state = t.from_state where s.final`;
		expect([...wrong]).toEqual([]);
	});

	test('every open case can still end', async () => {
		const stuck = await db.sql`
			with recursive reach (kind, state, goal) as (
				select distinct kind, from_state, to_state from queue.transitions
				union
				select r.kind, r.state, t.to_state from reach r join queue.transitions t on t.kind = r.kind and t.from_state = r.goal
			)
			select kind, state from reach group by kind, state
			having not bool_or(goal in (select s.state from queue.states s where s.final))`;
		expect([...stuck]).toEqual([]);
	});

	test('what is not a transition is refused and changes nothing', async () => {
		const { id } = await visitOf(db, '21439');
		for (const [to, who, action] of [['done', 'officer', 'card_handed'], ['confirmed', 'citizen', 'confirm'], ['cancelled', 'system', 'cancel']])
			expect(await problemOf(db.sql`select queue.move(${id}, null, ${to}, ${who}, ${action}, ${who === 'officer' ? desk.sub : null})`)).toMatchObject({ message: 'not_allowed' });
		expect((await open(desk, id)).row).toMatchObject({ state: 'waiting', version: 1 });
	});

	test('the clock of the card begins when everybody was captured and ends when the card is ready', async () => {
		const { id } = await visitOf(db, '21439');
		await db.sql`update queue.cases set state = 'confirmed' where id = ${id}`;
		await db.sql`select queue.move(${id}, null, 'captured', 'officer', 'outcome', ${desk.sub})`;
		expect(await clocksOf(id)).toEqual({ 'first reply': true, visit: false, card: true });
		await db.sql`select queue.move(${id}, null, 'card_ready', 'officer', 'card_ready', ${desk.sub})`;
		expect(await clocksOf(id)).toMatchObject({ card: false });
		await db.sql`select queue.move(${id}, null, 'done', 'officer', 'card_handed', ${desk.sub})`;
		expect(Object.values(await clocksOf(id))).toEqual([false, false, false]);
	});
});
