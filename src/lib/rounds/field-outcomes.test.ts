import { describe, expect, it } from 'vitest';
import { askedOf, mended, readHanded, readOutcomes } from './field-outcomes.ts';
import { id, row } from './field-scene.ts';

const two = row(2, {
	people: [20, 21].map((n) => ({ ...row(2).people[0]!, id: id(n), outcome: 'absent' as const }))
});

describe('what became of a household', () => {
	it('is asked of everybody, and says nothing of an earlier visit', () => {
		const typed = askedOf(two);
		expect(typed.map(({ outcome }) => outcome)).toEqual(['', '']);
		expect(readOutcomes(typed, '').wrong).toEqual([
			['people.0.outcome', 'required'],
			['people.1.outcome', 'required']
		]);
	});

	it('names who may take a card only where one is made', () => {
		const typed = [
			{ id: id(20), outcome: 'captured', receiver: ' Nguyễn Văn Mía ', note: '' },
			{ id: id(21), outcome: 'absent', receiver: 'Nguyễn Văn Mía', note: 'Đi chợ' }
		];
		expect(readOutcomes(typed, '0735')).toEqual({
			began: 455,
			wrong: [],
			people: [
				{ id: id(20), outcome: 'captured', receiver: 'Nguyễn Văn Mía', note: null },
				{ id: id(21), outcome: 'absent', receiver: null, note: 'Đi chợ' }
			]
		});
	});

	it('is mended with all of what waits, and only for whom it is another on the server', () => {
		const told = { ...two, state: 'revisit' as const };
		const waiting = [{ id: id(20), outcome: 'absent' as const, receiver: null, note: 'Đi chợ' }];
		expect(askedOf(told, waiting)[0]).toMatchObject({ outcome: 'absent', note: 'Đi chợ' });
		const before = askedOf(told);
		const typed = before.map((one, n) => (n === 1 ? { ...one, outcome: 'captured' } : one));
		expect(mended(before, typed).map((one) => one.id)).toEqual([id(21)]);
	});

	it('leaves alone whose card is made', () => {
		const made = row(2, { people: [{ ...row(2).people[0]!, card_ready: true }] });
		expect(askedOf(made)).toEqual([]);
	});
});

describe('a card', () => {
	const cards = [
		{ person: id(20), receiver: 'Nguyễn Văn Mía' },
		{ person: id(21), receiver: null }
	];
	const given = (people: string[], handed_to: string, card_seen = false) =>
		readHanded({ people, handed_to, card_seen }, cards).wrong;

	it('goes to its owner, or to who was named at the visit and shows a card', () => {
		expect(given([id(20)], 'owner')).toEqual([]);
		expect(given([id(20)], 'named')).toEqual([['card_seen', 'required']]);
		expect(given([id(20)], 'named', true)).toEqual([]);
	});

	it('goes to nobody else', () => {
		expect(given([id(21)], 'named', true)).toEqual([['handed_to', 'nobody_named']]);
		expect(given([], '')).toEqual([
			['people', 'required'],
			['handed_to', 'required']
		]);
	});
});
