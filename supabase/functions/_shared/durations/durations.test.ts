import { expect, it } from 'vitest';
import { serviceMinutes } from './index.ts';

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
