import { describe, expect, it } from 'vitest';
import { Mending } from './mending.svelte.ts';

describe('what a family mends', () => {
	it('is told what is still empty, in the order it was asked', () => {
		const mending = new Mending();
		mending.typed.phone = ' ';
		mending.typed.name = 'Trần Thị Na';
		expect(mending.missing(['name', 'birth', 'phone'])).toEqual(['birth', 'phone']);
	});

	it('sends what was asked for and nothing else', () => {
		const mending = new Mending();
		mending.typed.phone = ' 0900 000 101 ';
		mending.typed.address = 'Số 12';
		expect(mending.values(['phone'])).toEqual({ phone: '0900 000 101' });
	});

	it.each([
		[{ day: '', month: '', year: ' 1945 ' }, '1945'],
		[{ day: '', month: '2', year: '1945' }, '1945-02'],
		[{ day: '3', month: '2', year: '1945' }, '1945-02-03'],
		// A day without its month is for the unit to refuse.
		[{ day: '3', month: '', year: '1945' }, '1945-00-03']
	])('knows a date of birth as far as it is known', (birth, value) => {
		const mending = new Mending();
		mending.birth = birth;
		expect(mending.values(['birth'])).toEqual({ birth: value });
	});
});
