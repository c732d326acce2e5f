import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markOf } from './mark.ts';

it('what says the same has the same mark, and a letter more or another order has another', () => {
	const post = { title: 'Cảnh giác cuộc gọi giả danh', note: null };
	expect(markOf({ ...post })).toBe(markOf(post));
	expect(markOf({ ...post, title: `${post.title}.` })).not.toBe(markOf(post));
	expect(markOf([1, 2])).not.toBe(markOf([2, 1]));
});

it('no two texts of many have one', () => {
	const texts = fc.sample(
		fc.uniqueArray(fc.string({ maxLength: 40 }), { minLength: 500, maxLength: 500 }),
		{
			numRuns: 4,
			seed: 51
		}
	);
	for (const some of texts) expect(new Set(some.map(markOf)).size).toBe(some.length);
});
