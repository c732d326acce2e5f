/** The eyes of `npm run bench -- opening`: a server that serves who comes first has nothing to hide from them, one that does not is seen. */
import { describe, expect, it } from 'vitest';
import { outrun, passedOver, type Asked } from '../../bench/load/history.ts';

/** Ten neighbours ask for one window a second apart; each is answered half a second later. `gives`: whom the server gives a place. */
function opening(gives: (nth: number) => boolean): Asked[] {
	return Array.from({ length: 10 }, (_, nth) => {
		const sent = nth * 1000;
		const taken = gives(nth) ? sent + 200 : null;
		return { window: '2026-12-05 450 570', place: 'Thôn số 1', sent, answered: sent + 500, taken };
	});
}

describe('ten neighbours and four places', () => {
	it('who came first are served: nobody is passed over', () => {
		expect(passedOver(opening((nth) => nth < 4))).toEqual([]);
	});

	it('a lottery is seen: everybody who was refused before its last winner', () => {
		const lottery = new Set([0, 3, 5, 8]);
		expect(passedOver(opening((nth) => lottery.has(nth))).map(({ sent }) => sent)).toEqual([
			1000, 2000, 4000, 6000, 7000
		]);
	});

	it('a place kept back for a friend is seen', () => {
		expect(passedOver(opening((nth) => nth < 3 || nth === 9))).toHaveLength(6);
	});

	it('nobody is passed over by who lives elsewhere, or takes another window', () => {
		const [first, ...others] = opening((nth) => nth > 0);
		expect(passedOver([{ ...first!, place: 'Thôn số 2' }, ...others])).toEqual([]);
		expect(passedOver([{ ...first!, window: '2026-12-05 540 660' }, ...others])).toEqual([]);
		expect(passedOver([first!, ...others])).toHaveLength(1);
	});

	it('who is still waiting for an answer when a later one is served was not refused before them, and was outrun', () => {
		const one: Asked = { ...opening(() => false)[0]!, sent: 0, answered: 2000 };
		const quicker: Asked = { ...one, sent: 100, answered: 900, taken: 800 };
		expect(passedOver([one, quicker])).toEqual([]);
		expect(outrun([one, quicker])).toBe(1);
		expect(outrun([{ ...one, taken: 700 }, quicker])).toBe(0);
	});
});
