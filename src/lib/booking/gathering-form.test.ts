import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { blank, EditedGathering, readTyped, stayFor } from './gathering-form.svelte.ts';
import type { SaveGathering } from './gatherings-booking.ts';

const typed = () => ({
	...blank('d', '21439 h'),
	name: ' Nhà văn hóa thôn ',
	from: '7h30',
	to: '930',
	keeper_name: 'Ông Minh Họa',
	keeper_phone: '0900 000 200'
});

describe('a gathering that an officer types', () => {
	it('goes out with hours as minutes and the place as area and hamlet', () => {
		expect(readTyped(typed())).toEqual({
			wrong: [],
			form: {
				team_day: 'd',
				kind: 'culture_house',
				name: 'Nhà văn hóa thôn',
				area: '21439',
				hamlet: 'h',
				landmark: null,
				from: 450,
				to: 570,
				keeper: { name: 'Ông Minh Họa', phone: '0900 000 200' },
				note: null
			}
		});
		expect(readTyped({ ...typed(), place: '21439' }).form.hamlet).toBeNull();
	});

	it('is held back with every fault at its field, from top to bottom', async () => {
		const edited = new EditedGathering(blank('', ''), () => Promise.reject(new Error('sent')));
		expect(await edited.save(null)).toBeNull();
		expect(edited.form.errors.map(({ field }) => field)).toEqual([
			...['team_day', 'name', 'place', 'from', 'to', 'keeper.name', 'keeper.phone']
		]);
		edited.typed = { ...typed(), from: '9:30', to: '7:30' };
		expect(await edited.save(null)).toBeNull();
		expect(edited.form.errors.map(({ field, code }) => [field, code])).toEqual([
			['to', 'out_of_range']
		]);
		expect(edited.minutes).toBe(-120);
	});

	it('keeps what was typed where the team cannot be there, and says why at the hour', async () => {
		const sent: SaveGathering[] = [];
		const edited = new EditedGathering(typed(), async (args) => {
			sent.push(args);
			throw new Problem({
				code: 'invalid',
				status: 422,
				fields: [{ field: 'from', code: 'no_room' }]
			});
		});
		expect(await edited.save({ id: 'g', version: 2 })).toBeNull();
		expect(sent[0]).toMatchObject({ gathering: 'g', version: 2 });
		expect(edited.form.error('from')).toBeTruthy();
		expect(edited.typed.name).toBe(' Nhà văn hóa thôn ');
	});
});

it('the stay that is proposed holds the people who wait, on quarters of an hour', () => {
	const minutes = { first_person_minutes: 25, next_person_minutes: 15, need_minutes: {} };
	expect(stayFor(0, minutes)).toBe(0);
	expect(stayFor(1, minutes)).toBe(30);
	expect(stayFor(5, minutes)).toBe(90);
	expect(stayFor(20, minutes)).toBe(315);
});
