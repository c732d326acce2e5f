import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { cancel, item, opening, seen } from './testing-opening.ts';

const line = () => new Problem({ code: 'unreachable', status: 0, offline: true });

describe('a resident with their code', () => {
	it('opens the case with what is made of the code, never with the code', async () => {
		const asked: (string | null | number)[][] = [];
		const page = opening({ open: async (...args) => (asked.push(args), seen()) });
		await page.open('K7QM');
		expect(asked).toEqual([['secret of K7QM', null]]);
		expect(page.case?.reference).toBe('ĐP-26-0412');
		expect(page.lookup).toBe('secret of K7QM');
	});

	it('has no keys of a tip left in memory once the code has opened something else, or nothing', async () => {
		const wiped: string[] = [];
		const page = opening({}, wiped);
		await page.open('K7QM');
		const unknown = new Problem({ code: 'code_not_found', status: 404 });
		const other = opening({ open: () => Promise.reject(unknown) }, wiped);
		await expect(other.open('0000')).rejects.toBe(unknown);
		expect(wiped).toEqual(['secret of K7QM', 'secret of 0000']);
	});

	it('asks on, about nothing, once the code has opened something else than a tip, or nothing', async () => {
		let asked = 0;
		const alike = () => void asked++;
		await opening({ alike }).open('K7QM');
		expect(asked).toBe(1);
		const unknown = new Problem({ code: 'code_not_found', status: 404 });
		const other = opening({ alike, open: () => Promise.reject(unknown) });
		await expect(other.open('0000')).rejects.toBe(unknown);
		expect(asked).toBe(2);
	});

	it('stays on the page with the code when nobody knows it', async () => {
		const unknown = new Problem({ code: 'code_not_found', status: 404 });
		const page = opening({ open: () => Promise.reject(unknown) });
		await expect(page.open('K7QM')).rejects.toBe(unknown);
		expect(page.case).toBeNull();
		expect(page.lookup).toBeNull();
		expect(page.busy).toBe(false);
	});

	it('pages back through what happened, newest first', async () => {
		const page = opening({
			open: async (_, before) =>
				before === null ? seen({ older: 2 }) : seen({ timeline: [item(1)], older: null })
		});
		await page.open('K7QM');
		expect(page.hasOlder).toBe(true);
		await page.older();
		expect(page.timeline.map(({ data }) => data.n)).toEqual([2, 1]);
		expect(page.hasOlder).toBe(false);
	});

	it('keeps what was read when the line breaks, and is told', async () => {
		let broken = false;
		const page = opening({ open: async () => (broken ? Promise.reject(line()) : seen()) });
		await page.open('K7QM');
		broken = true;
		await page.refresh();
		expect(page.case?.version).toBe(1);
		expect(page.trouble?.code).toBe('unreachable');
		broken = false;
		await page.refresh();
		expect(page.trouble).toBeNull();
	});

	it('says a thing once: after a lost answer the same key goes out again', async () => {
		const keys: string[] = [];
		const page = opening({
			say: async (_, key) => {
				keys.push(key);
				if (keys.length === 1) throw line();
				return seen({ state: 'cancelled' });
			}
		});
		await page.open('K7QM');
		await expect(page.say(cancel)).rejects.toMatchObject({ code: 'unreachable' });
		await page.say(cancel);
		expect(new Set(keys).size).toBe(1);
		expect(page.case?.state).toBe('cancelled');
	});

	it('presses twice and is heard once', async () => {
		let heard = 0;
		const page = opening({ say: async () => (heard++, seen({ state: 'cancelled' })) });
		await page.open('K7QM');
		await Promise.all([page.say(cancel), page.say(cancel)]);
		expect(heard).toBe(1);
	});

	it('reads the newer case when an officer was quicker, and is told that it changed', async () => {
		let version = 1;
		const page = opening({
			open: async () => seen({ version }),
			say: () => Promise.reject(new Problem({ code: 'stale', status: 409 }))
		});
		await page.open('K7QM');
		version = 2;
		await expect(page.say(cancel)).rejects.toMatchObject({ code: 'stale' });
		expect(page.case?.version).toBe(2);
		expect(page.trouble?.code).toBe('stale');
	});

	it('leaves nothing behind when they go', async () => {
		const page = opening({ open: async () => seen({ older: 1 }) });
		await page.open('K7QM');
		page.forget();
		expect([page.case, page.lookup, page.timeline, page.hasOlder]).toEqual([null, null, [], false]);
	});
});
