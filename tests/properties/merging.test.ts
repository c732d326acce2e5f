/** Whatever two cases of a household were, a merge that is undone leaves them so; a split as well. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { windows } from '../../supabase/tests/household.ts';
import { merging, type Case, type Merging } from '../../supabase/tests/merging.ts';

let db: TestDatabase;
let m: Merging;
beforeAll(async () => {
	db = await createDatabase();
	m = await merging(db);
});
afterAll(() => db?.drop());

type Before = 'held' | 'confirmed' | 'waiting' | 'returned';
const before = fc.constantFrom<Before[]>('held', 'confirmed', 'waiting', 'returned');
const names = fc.subarray(['Bà Minh Họa', 'Ông Minh Họa', 'Cô Minh Họa'], { minLength: 1 });
const minutes = (people: string[]) => 25 + 10 * (people.length - 1);

/** Brings a case that was just booked into a state, through the doors. */
async function brought(at: Case, to: Before) {
	if (to === 'confirmed') await m.confirm(at);
	if (to === 'returned') await m.giveBack(at);
	if (to === 'waiting') await m.wait(at);
}

it('two cases are row by row what they were, whichever window stood and whoever came along', () =>
	fc.assert(
		fc.asyncProperty(
			fc.record({ first: before, second: before, here: names, there: names }),
			fc.constantFrom('kept' as const, 'other' as const),
			fc.boolean(),
			async ({ first, second, here, there }, stands, along) => {
				await m.clear();
				const kept = await m.w.visitAt(windows[0], here, minutes(here));
				const other = await m.w.visitAt(windows[2], there, minutes(there));
				await brought(kept, first);
				await brought(other, second);
				const dumps = [await m.dump(kept), await m.dump(other)];
				const { choices, only_other } = await m.preview(kept, other);
				fc.pre(choices.some(({ whose, refused }) => whose === stands && !refused));
				const bring = along ? only_other.map(({ id }) => id) : [];
				const { link } = await m.merge(kept, other, { stands, bring });
				await m.undo(kept, link);
				expect([await m.dump(kept), await m.dump(other)]).toEqual(dumps);
			}
		),
		{ numRuns: 8 }
	));

it('a household that is parted and joined again is row by row what it was', () =>
	fc.assert(
		fc.asyncProperty(
			fc.constantFrom<Before[]>('held', 'confirmed', 'waiting'),
			fc.subarray([0, 1, 2], { minLength: 1, maxLength: 2 }),
			fc.boolean(),
			async (state, who, together) => {
				await m.clear();
				const home = await m.w.visitAt(
					windows[0],
					['Bà Minh Họa', 'Ông Minh Họa', 'Cô Minh Họa'],
					45
				);
				await brought(home, state);
				const dump = await m.dump(home);
				const people = who.map((at) => home.people[at]!);
				await m.split(home, people, { together: together && state !== 'waiting' });
				const [link] = (await m.whole(home.id)).kin.links;
				await m.undo(home, link!.id);
				expect(await m.dump(home)).toEqual(dump);
			}
		),
		{ numRuns: 6 }
	));
