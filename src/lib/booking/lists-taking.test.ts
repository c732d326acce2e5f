import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { TakenList, TakeRequest } from './lists-booking.ts';
import { ListTaking, type MakeCodes } from './lists-taking.svelte.ts';
import type { Person } from './lists/check.ts';
import { check } from './lists/check.ts';
import { typedRow, where } from './lists/testing.ts';

const person = (line: number, name: string): Person =>
	check(typedRow({ line, name }), where).person!;
const people = [person(2, 'Bà Một'), person(3, 'Bà Hai')];
const typed = {
	channel: 'ward' as const,
	asked: true,
	contact: { name: 'Trưởng Thôn', phone: '0905000199' }
};

/** Codes in the order they were drawn. */
function codes(): MakeCodes {
	let drawn = 0;
	return async (count, { done }) =>
		Array.from({ length: count }, (_, at) => {
			done(at + 1);
			drawn++;
			return { code: `CODE${drawn}`, lookupHash: String(drawn).padStart(64, '0') };
		});
}
const answerOf = ({ rows }: TakeRequest, known: number[] = []): TakenList => ({
	list: 'l',
	taken: rows
		.filter(({ row }) => !known.includes(row))
		.map(({ row }) => ({ row, reference: `ĐN-26-${row}`, words: ['mây', 'trời'] })),
	known
});

function taking(send: (args: TakeRequest) => Promise<TakenList>, makeCodes = codes()) {
	const sent: TakeRequest[] = [];
	const one = new ListTaking({
		words: (field, code) => `${field} ${code}`,
		makeCodes,
		send: (args) => {
			sent.push(args);
			return send(args);
		}
	});
	return { taking: one, sent };
}
const lost = new Problem({ code: 'unreachable', status: 0, offline: true });

describe('taking a list', () => {
	it('gives each person a slip with the code that this browser made; the server is told hashes', async () => {
		const { taking: one, sent } = taking(async (args) => answerOf(args));
		await one.take(people, typed);
		expect(one.slips).toEqual([
			{
				row: 2,
				name: 'Bà Một',
				year: 1941,
				reference: 'ĐN-26-2',
				code: 'CODE1',
				words: ['mây', 'trời']
			},
			{
				row: 3,
				name: 'Bà Hai',
				year: 1941,
				reference: 'ĐN-26-3',
				code: 'CODE2',
				words: ['mây', 'trời']
			}
		]);
		expect(JSON.stringify(sent)).not.toContain('CODE');
		expect(one.unprinted).toBe(true);
	});

	it('is nothing without the word that everybody was asked, and without somebody to call', async () => {
		const { taking: one, sent } = taking(async (args) => answerOf(args));
		await one.take(people, { ...typed, asked: false, contact: { name: ' ', phone: '' } });
		expect(one.form.errors.map(({ field }) => field)).toEqual([
			'contact.name',
			'contact.phone',
			'asked'
		]);
		expect(sent).toEqual([]);
	});

	it('has no slip for whoever was on file by then', async () => {
		const { taking: one } = taking(async (args) => answerOf(args, [2]));
		await one.take(people, typed);
		expect(one.slips.map(({ row }) => row)).toEqual([3]);
	});

	it('goes out again with the same codes and key after a lost answer', async () => {
		let lines = 0;
		const { taking: one, sent } = taking(async (args) => {
			if (lines++ === 0) throw lost;
			return answerOf(args);
		});
		expect(await one.take(people, typed)).toBeNull();
		expect(one.failed).toBe(lost);
		await one.take(people, typed);
		expect(sent[1]).toEqual(sent[0]);
		expect(one.slips).toHaveLength(2);
	});

	it('gets the slips of what was sent first, when a row was mended after the answer was lost', async () => {
		let lines = 0;
		const { taking: one, sent } = taking(async (args) => {
			if (lines++ === 0) throw lost;
			return answerOf(args);
		});
		await one.take(people, typed);
		await one.take([person(2, 'Bà Một'), person(3, 'Bà Hai Sửa')], typed);
		// The first list may have been taken: it is asked for, before anything new is made.
		expect(sent.map(({ key }) => key)).toEqual([sent[0]!.key, sent[0]!.key]);
		expect(one.slips.map(({ name, code }) => [name, code])).toEqual([
			['Bà Một', 'CODE1'],
			['Bà Hai', 'CODE2']
		]);
	});

	it('can be stopped while codes are made, and nothing was sent', async () => {
		const { taking: one, sent } = taking(
			async (args) => answerOf(args),
			(_, { signal }) =>
				new Promise((_resolve, reject) =>
					signal.addEventListener('abort', () => reject(signal.reason))
				)
		);
		const doing = one.take(people, typed);
		expect(one.making).toEqual({ done: 0, of: 2 });
		one.stop();
		expect(await doing).toBeNull();
		expect([one.making, one.failed, sent.length]).toEqual([null, null, 0]);
	});

	it('waits for the slips before the next list: codes would be lost', async () => {
		const { taking: one, sent } = taking(async (args) => answerOf(args));
		await one.take(people, typed);
		expect(await one.take([person(4, 'Bà Ba')], typed)).toBeNull();
		one.forget();
		expect(await one.take([person(4, 'Bà Ba')], typed)).not.toBeNull();
		expect(sent).toHaveLength(2);
	});

	it('says which row the server refused', async () => {
		const { taking: one } = taking(async () => {
			throw new Problem({
				code: 'invalid',
				status: 422,
				fields: [{ field: 'rows.1.phone', code: 'bad_phone' }]
			});
		});
		await one.take(people, typed);
		expect(one.refused).toEqual([{ line: 3, field: 'phone', code: 'bad_phone' }]);
		expect(one.slips).toEqual([]);
	});
});
