import { expect, it } from 'vitest';
import { gatheringMinutes, gatheringRoom, serviceMinutes } from './index.ts';

const settings = {
	first_person_minutes: 25,
	next_person_minutes: 15,
	need_minutes: { bedridden: 15, hands: 10, hearing: 5 }
};

it('one person who can sit and be heard takes the unit’s usual time', () => {
	expect(serviceMinutes([{ needs: [] }], settings)).toBe(25);
	expect(serviceMinutes([{ needs: ['old_age', 'can_sit'] }], settings)).toBe(25);
});

it('each further person and each need adds what the unit says', () => {
	expect(
		serviceMinutes(
			[{ needs: ['bedridden', 'hearing'] }, { needs: ['hands'] }, { needs: [] }],
			settings
		)
	).toBe(25 + 2 * 15 + 15 + 5 + 10);
});

it('a need that no unit can name adds nothing', () => {
	expect(serviceMinutes([{ needs: ['toString', 'constructor'] }], settings)).toBe(25);
});

it('people who come to one place share the first set-up, however many households they are of', () => {
	const alone = { needs: [] };
	expect(gatheringMinutes([], settings)).toBe(0);
	expect(gatheringMinutes([alone], settings)).toBe(25);
	expect(gatheringMinutes([alone, { needs: ['hands'] }, alone], settings)).toBe(25 + 30 + 10);
});

it('a gathering of two hours holds as many more people as its minutes, and never fewer than none', () => {
	expect(gatheringRoom(120, 0, settings)).toBe(7);
	expect(gatheringRoom(120, 25, settings)).toBe(6);
	expect(gatheringRoom(120, 25 + 6 * 15, settings)).toBe(0);
	expect(gatheringRoom(20, 0, settings)).toBe(0);
	expect(gatheringRoom(60, 90, settings)).toBe(0);
});
