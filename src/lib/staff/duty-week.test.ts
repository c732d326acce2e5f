import { describe, expect, it } from 'vitest';
import type { Duty, Shift } from './duty-staff.ts';
import { clashesOf, holesOf, mondayOf, stepped, withPost } from './duty-week.ts';

const now = new Date('2027-02-01T00:00:00Z');
const day = (n: number) => `2027-02-${String(n).padStart(2, '0')}T00:30:00Z`;
const stands = (who: string, from: number, to = from + 1, more: Partial<Duty> = {}): Duty => ({
	id: `${who}${from}`,
	post: 'duty',
	starts_at: day(from),
	// As PostgreSQL writes it: another text for the same instant.
	ends_at: day(to).replace('Z', '+00:00'),
	officer: { id: who, name: who },
	missing: false,
	...more
});
const shift = (from: number, people: Duty[], more: Partial<Shift> = {}): Shift => ({
	starts_at: day(from),
	ends_at: day(from + 1),
	regular: true,
	people,
	...more
});

describe('a week of the roster', () => {
	it('begins on Monday, over the end of a month and of a year', () => {
		expect(mondayOf('2026-11-26')).toBe('2026-11-23');
		expect(mondayOf('2027-01-03')).toBe('2026-12-28');
		expect(mondayOf('2027-02-01')).toBe('2027-02-01');
	});

	it('has a hole where nobody is at the desk, or who should be is away', () => {
		const shifts = [
			shift(4, [stands('An', 4)]),
			shift(5, [stands('An', 5, 6, { missing: true })]),
			shift(6, [stands('Bình', 6, 7, { post: 'commander' })]),
			shift(7, [stands('Chi', 7)])
		];
		expect(holesOf(shifts, now).map(({ from }) => from)).toEqual([day(5), day(6)]);
	});

	it('has a hole of half an hour where the change was moved and one shift still ends at the old hour', () => {
		const old = stands('An', 4);
		const late = { ...stands('Bình', 5), starts_at: '2027-02-05T01:00:00Z' };
		const shifts = [
			shift(4, [old]),
			{ ...shift(5, []), people: [late], regular: false },
			shift(5, [])
		];
		expect(holesOf(shifts, now)).toEqual([{ from: day(5), to: '2027-02-05T01:00:00Z' }]);
	});

	it('does not ask for what is over', () => {
		expect(holesOf([shift(1, [])], new Date('2027-02-03T00:00:00Z'))).toEqual([]);
	});

	it('names who stands twice at once, and who goes from one shift into the next', () => {
		const shifts = [
			shift(4, [stands('An', 4), stands('An', 4, 5, { post: 'commander' })]),
			shift(5, [stands('Bình', 5)]),
			shift(6, [stands('Bình', 6), stands('Chi', 6)]),
			shift(8, [stands('Chi', 8)])
		];
		expect(clashesOf(shifts, now)).toEqual([
			{ is: 'posts', name: 'An', at: day(4) },
			{ is: 'row', name: 'Bình', at: day(6) }
		]);
		const over = { ...stands('Chi', 6), starts_at: '2027-02-06T12:00:00Z', ends_at: day(8) };
		expect(clashesOf([shift(6, [stands('Chi', 6)]), shift(7, [over])], now)).toMatchObject([
			{ is: 'shifts', name: 'Chi' }
		]);
	});

	it('keeps the other posts when one is chosen anew', () => {
		const was = shift(4, [stands('An', 4), stands('Bình', 4, 5, { post: 'commander' })]);
		expect(withPost(was, 'duty', ['Chi', 'Dung']).people).toEqual([
			{ officer: 'Bình', post: 'commander' },
			{ officer: 'Chi', post: 'duty' },
			{ officer: 'Dung', post: 'duty' }
		]);
	});

	it('is walked through by arrows, and ends at its edges', () => {
		expect(stepped({ row: 0, column: 1 }, 'ArrowDown', 7)).toEqual({ row: 1, column: 1 });
		expect(stepped({ row: 0, column: 0 }, 'ArrowUp', 7)).toEqual({ row: 0, column: 0 });
		expect(stepped({ row: 6, column: 2 }, 'ArrowRight', 7)).toEqual({ row: 6, column: 2 });
		expect(stepped({ row: 6, column: 2 }, 'Enter', 7)).toBeNull();
	});
});
