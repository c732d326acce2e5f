import { expect, it } from 'vitest';
import { FamilyList } from './families.svelte.ts';
import type { families, Families } from './officer-support.ts';

const page = (ids: string[], next: string | null): Families =>
	({
		rows: ids.map((id) => ({ id })),
		next: next && { day: null, id: next },
		today: '2026-11-26'
	}) as unknown as Families;
const ids = (list: FamilyList) => list.rows.map(({ id }) => id);

it('families are read page after page, and one that moved meanwhile is shown once', async () => {
	const answers = [page(['a', 'b'], 'b'), page(['b', 'c'], null)];
	const list = new FamilyList(async () => answers.shift()!);
	await list.load(null);
	expect(list.more).toBe(true);
	await list.showMore();
	expect(ids(list)).toEqual(['a', 'b', 'c']);
	expect(list.more).toBe(false);
});

it('the list of an area that was left is never shown in place of the one that was chosen', async () => {
	const waiting: Record<string, (found: Families) => void> = {};
	const read: typeof families = (area) =>
		new Promise((resolve) => (waiting[area ?? 'all'] = resolve));
	const list = new FamilyList(read);
	const [first, second] = [list.load(null), list.load('21439')];
	waiting['21439']!(page(['near'], null));
	waiting.all!(page(['far'], null));
	await Promise.all([first, second]);
	expect(ids(list)).toEqual(['near']);
});

it('a line that breaks leaves what is shown, and says so', async () => {
	let broken = false;
	const list = new FamilyList(async () => {
		if (broken) throw new TypeError('offline');
		return page(['a'], null);
	});
	await list.load(null);
	broken = true;
	await list.load(null);
	expect(ids(list)).toEqual(['a']);
	expect(list.failed).toBeInstanceOf(TypeError);
	expect(list.busy).toBe(false);
});
