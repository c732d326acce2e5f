import { describe, expect, it } from 'vitest';
import type { Served } from './officer-booking.ts';
import {
	awaiting,
	living,
	outcomeTyped,
	readCancel,
	readHanded,
	readOutcomes,
	unhanded,
	unready
} from './officer-people.ts';

const someone = (id: string, more: Partial<Served> = {}): Served => ({
	id,
	name: `Người ${id}`,
	birth: { year: 1944 },
	service: 'renew',
	needs: [],
	representative: null,
	old_number: null,
	outcome: null,
	receiver: null,
	card_ready_at: null,
	card_handed_at: null,
	card_handed_to: null,
	...more
});
const at = '2026-11-28T02:00:00+07:00';

describe('the outcome of a visit', () => {
	it('is asked only for those who still wait for the team', () => {
		const people = [
			someone('a', { outcome: 'captured' }),
			someone('b', { outcome: 'absent' }),
			someone('c')
		];
		expect(awaiting(people).map(({ id }) => id)).toEqual(['b', 'c']);
	});

	it('can be corrected where everybody is settled and no card has come', () => {
		const people = [
			someone('a', { outcome: 'captured', card_ready_at: at }),
			someone('b', { outcome: 'refused' })
		];
		expect(awaiting(people).map(({ id }) => id)).toEqual(['b']);
	});

	it('is missing at the person for whom nothing was chosen', () => {
		const typed = [outcomeTyped(someone('a', { outcome: 'absent' })), outcomeTyped(someone('b'))];
		typed[0]!.outcome = 'captured';
		expect(readOutcomes(typed).wrong).toEqual([['people.1.outcome', 'required']]);
	});

	it('keeps who may take the card only for somebody whose card is made', () => {
		const { people } = readOutcomes([
			{ id: 'a', outcome: 'captured', receiver: ' Lê Thị Mẫu ', note: '' },
			{ id: 'b', outcome: 'refused', receiver: 'Lê Thị Mẫu', note: ' sẽ gọi lại ' }
		]);
		expect(people).toEqual([
			{ id: 'a', outcome: 'captured', receiver: 'Lê Thị Mẫu', note: null },
			{ id: 'b', outcome: 'refused', receiver: null, note: 'sẽ gọi lại' }
		]);
	});
});

describe('cancelling a visit', () => {
	const reference = 'ĐN-26-0533';
	const typed = { reason: '', note: '', died: [], sure: '0533' };
	const read = (more: object, ...people: Served[]) =>
		readCancel({ ...typed, ...more }, people, reference);

	it('takes a reason and the number of the case', () => {
		expect(read({ sure: '' }, someone('a')).wrong).toEqual([
			['reason', 'required'],
			['sure', 'required']
		]);
	});

	it.each(['0533', ' 0533 ', 'ĐN-26-0533', 'đn 26 0533'])('knows the case by %j', (sure) => {
		expect(read({ reason: 'moved_away', sure }, someone('a')).wrong).toEqual([]);
	});

	it.each(['0534', '533', 'x', '26'])('does not cancel a case for the number %j', (sure) => {
		const { wrong } = read({ reason: 'moved_away', sure }, someone('a'));
		expect(wrong).toEqual([['sure', 'mismatch']]);
	});

	it('asks who has died only where more than one is living', () => {
		const death = { reason: 'person_died' };
		expect(read(death, someone('a')).args.died).toEqual(['a']);
		expect(read(death, someone('a'), someone('b')).wrong).toEqual([['died', 'required']]);
		expect(living([someone('a', { outcome: 'died' }), someone('b')]).map(({ id }) => id)).toEqual([
			'b'
		]);
	});

	it('wants a sentence for a reason that explains nothing, and sends no deaths with another', () => {
		const other = { reason: 'other', died: ['a'] };
		expect(read(other, someone('a')).wrong).toEqual([['note', 'required']]);
		expect(read({ ...other, note: 'trùng' }, someone('a')).args).toEqual({
			reason: 'other',
			note: 'trùng',
			died: []
		});
	});
});

describe('a card', () => {
	const made = someone('a', { outcome: 'captured' });
	const ready = someone('b', { outcome: 'captured', card_ready_at: at });
	const given = someone('c', { outcome: 'captured', card_ready_at: at, card_handed_at: at });

	it('can arrive for those captured, and be handed to those for whom it lies ready', () => {
		const people = [made, ready, given, someone('d', { outcome: 'refused' })];
		expect(unready(people)).toEqual([made]);
		expect(unhanded(people)).toEqual([ready]);
	});

	it('is not handed to another where the owner named nobody', () => {
		const typed = { people: ['b'], handed_to: 'named', card_seen: true };
		expect(readHanded(typed, [ready]).wrong).toEqual([['handed_to', 'nobody_named']]);
	});

	it('is handed to the named person only once their own card was seen', () => {
		const typed = { people: ['b'], handed_to: 'named', card_seen: false };
		const named = { ...ready, receiver: 'Lê Thị Mẫu' };
		expect(readHanded(typed, [named]).wrong).toEqual([['card_seen', 'required']]);
		expect(readHanded({ ...typed, card_seen: true }, [named])).toEqual({
			args: { people: ['b'], handed_to: 'named', card_seen: true },
			wrong: []
		});
	});

	it('handed to its owner needs no other card', () => {
		const typed = { people: ['b'], handed_to: 'owner', card_seen: false };
		expect(readHanded(typed, [ready]).wrong).toEqual([]);
	});
});
