/** Why a case is opened: officers say it once where it is not their work. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsWords, paperKind, reason } from '../functions/_shared/contracts/queue-audit.ts';
import { give, refused, scene, unit, type Scene } from './auditing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { newKey, officerOf, problemOf } from './people.ts';
import { door } from './sealed.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

const grounds = async (id: string) =>
	(await s.db.sql`select ground from queue.reads where case_id = ${id} order by seq`).map(
		({ ground }) => ground
	);

describe('an officer', () => {
	test('opens what is new and given to nobody without being asked, and what is given to them', async () => {
		const { id } = await callBackOf(s.db, unit);
		await s.q.open(s.desk, id);
		await s.q.assign(s.desk, { id }, s.other.sub);
		await s.q.open(s.other, id);
		expect(await grounds(id)).toEqual(['free', 'assigned']);
	});

	test('is asked for a reason at the case of a colleague, and shown nothing until it is given', async () => {
		const { id } = await callBackOf(s.db, unit);
		await s.q.assign(s.other, { id }, s.other.sub);
		for (const who of [s.desk, s.boss]) {
			expect(await problemOf(s.q.open(who, id))).toEqual({
				code: 'PT409',
				message: 'reason_needed',
				detail: ''
			});
			await give(s, who, id);
			expect((await s.q.open(who, id)).row.id).toBe(id);
			// Once: the case is read anew after each thing that is done to it.
			await s.q.open(who, id);
		}
		expect(await grounds(id)).toEqual(Array(4).fill('stands_in'));
	});

	test('is asked again after eight hours, and an opening does not lengthen them', async () => {
		const { id } = await callBackOf(s.db, unit);
		await s.q.open(s.desk, id);
		await s.q.assign(s.desk, { id }, s.other.sub);
		await s.q.open(s.desk, id);
		expect(await grounds(id)).toEqual(['free', 'again']);
		await give(s, s.boss, id, 'supervision');
		await s.db
			.sql`update queue.read_reasons set at = at - interval '9 hours' where case_id = ${id}`;
		expect(await refused(s.q.open(s.boss, id))).toBe('reason_needed');
		const [row] = await s.db.sql`
			select queue.ground(o, c) as ground from queue.cases c, staff.officers o
			where c.id = ${id} and o.user_id = ${s.boss.sub}`;
		expect(row!.ground).toBeNull();
	});

	test('is asked at a case that has ended, though it was given to nobody', async () => {
		const { id } = await callBackOf(s.db, unit);
		await s.q.call(s.desk, { id }, 'answered');
		await s.q.close(s.desk, { id, version: 2 }, 'answered_by_phone');
		expect(await refused(s.q.open(s.other, id))).toBe('reason_needed');
	});

	test('is not asked at the case of somebody who has left, or while they are on duty', async () => {
		const gone = await officerOf(s.db, unit, ['desk']);
		const { id } = await callBackOf(s.db, unit);
		await s.q.assign(s.desk, { id }, gone.sub);
		expect(await refused(s.q.open(s.other, id))).toBe('reason_needed');
		await s.db.sql`update staff.officers set disabled_at = now() where user_id = ${gone.sub}`;
		await s.q.open(s.other, id);
		const on = await callBackOf(s.db, unit);
		await s.q.assign(s.desk, { id: on.id }, s.boss.sub);
		expect(await refused(s.q.open(s.other, on.id))).toBe('reason_needed');
		await s.db.sql`insert into staff.duty (unit, post, officer, starts_at, ends_at)
			values (${unit}, 'duty', ${s.other.sub}, now() - interval '1 hour', now() + interval '1 hour')`;
		await s.q.open(s.other, on.id);
		expect(await grounds(on.id)).toEqual(['duty']);
	});

	test('who is told by phone is not asked at the cases of the caller', async () => {
		const { id } = await visitOf(s.db, unit);
		await s.q.assign(s.other, { id }, s.other.sub);
		expect(await refused(s.q.open(s.desk, id))).toBe('reason_needed');
		await door(s.db, s.desk, 'booking_caller_read', { phone: '+84900000123' });
		await s.q.open(s.desk, id);
		expect((await grounds(id)).at(-1)).toBe('caller');
	});

	test('gives a reason of the list, with words where it says too little, and only of a case they may know', async () => {
		const { id } = await callBackOf(s.db, unit);
		for (const [why, words, code] of [
			['curious', null, 'bad_format'],
			['other', null, 'required'],
			['other', ' \n ', 'required'],
			['other', 'a'.repeat(301), 'too_long'],
			['complaint', 'Anh\u202eHai', 'bad_characters']
		] as const)
			expect(await refused(give(s, s.desk, id, why, words)), why).toBe(code);
		const [there, nowhere] = [
			await problemOf(give(s, s.neighbour, id)),
			await problemOf(give(s, s.neighbour, randomUUID()))
		];
		expect(there).toMatchObject({ message: 'not_found' });
		expect(there).toEqual(nowhere);
		const key = newKey();
		for (let n = 0; n < 2; n++)
			await door(s.db, s.desk, 'queue_reason', {
				key,
				id,
				reason: 'complaint',
				words: 'Bà Lụa hỏi'
			});
		expect(await s.db.sql`select 1 from queue.read_reasons where case_id = ${id}`).toHaveLength(1);
	});

	test('finds the reasons and papers of the contract in the database', async () => {
		const rows = await s.db.sql`select code, words_needed from queue.reasons order by place`;
		expect(rows.map(({ code }) => code)).toEqual(reason.options);
		expect(rows.filter((row) => row.words_needed).map(({ code }) => code)).toEqual(needsWords);
		const papers = await s.db.sql`select code from queue.papers order by code`;
		expect(papers.map(({ code }) => code)).toEqual([...paperKind.options].sort());
	});
});
