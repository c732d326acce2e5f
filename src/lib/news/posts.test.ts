import { describe, expect, it } from 'vitest';
import { everything } from './address.ts';
import type { Line } from './lines.ts';
import { Posts, type Lines } from './posts.svelte.ts';

const line = (slug: string) => ({ slug }) as Line;
const page = (slugs: string[], next: string | null = null): Lines => ({
	lines: slugs.map(line),
	next: next ? { at: '2026-11-20T08:00:00Z', slug: next } : null
});
const slugs = (posts: Posts) => posts.lines.map(({ slug }) => slug);
const warnings = { ...everything, category: 'warnings' as const };

describe('a reader of the list', () => {
	it('sees what the build knew at once, and what is younger as soon as the server answers', async () => {
		const posts = new Posts(page(['hom-qua']), async () => page(['hom-nay', 'hom-qua']));
		expect([posts.known, slugs(posts)]).toEqual([true, ['hom-qua']]);
		await posts.open(everything);
		expect(slugs(posts)).toEqual(['hom-nay', 'hom-qua']);
	});

	it('keeps what the build knew without a line, and is told nothing that they cannot use', async () => {
		const posts = new Posts(page(['hom-qua']), () => Promise.reject(new Error('offline')));
		await posts.open(everything);
		expect([slugs(posts), posts.known, posts.failed]).toEqual([['hom-qua'], true, null]);
	});

	it('is not shown everything for a filter that nobody has answered yet', async () => {
		const posts = new Posts(page(['hom-qua']), () => Promise.reject(new Error('offline')));
		await posts.open(warnings);
		expect([posts.known, posts.failed !== null]).toEqual([false, true]);
	});

	it('goes on from the last one they saw, once a press, and to the end', async () => {
		const asked: unknown[] = [];
		const posts = new Posts(
			page(['c', 'b'], 'b'),
			async ({ before }) => (asked.push(before), page(['a']))
		);
		await Promise.all([posts.goOn(), posts.goOn()]);
		expect([slugs(posts), posts.more, asked.length]).toEqual([['c', 'b', 'a'], false, 1]);
		await posts.goOn();
		expect(asked).toEqual([{ at: '2026-11-20T08:00:00Z', slug: 'b' }]);
	});

	it('who changes their mind sees the last thing they asked for, however late the first answer comes', async () => {
		let late = (_: Lines) => {};
		const posts = new Posts(null, ({ filter }) =>
			filter.category ? Promise.resolve(page(['canh-bao'])) : new Promise((done) => (late = done))
		);
		const first = posts.open(everything);
		await posts.open(warnings);
		late(page(['tat-ca']));
		await first;
		expect([slugs(posts), posts.doing]).toEqual([['canh-bao'], null]);
	});
});
