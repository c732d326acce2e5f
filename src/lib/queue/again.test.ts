import { describe, expect, it } from 'vitest';
import { againOptions, ownMoment } from './again.ts';

describe('a call that is tried again', () => {
	const at = (time: string) => new Date(`2026-11-23T${time}:00+07:00`);

	it('offers two hours from now, this afternoon and tomorrow morning', () => {
		expect(againOptions(at('09:03'))).toEqual([
			{ value: '2026-11-23T04:05:00.000Z', kind: 'soon' },
			{ value: '2026-11-23T14:00:00+07:00', kind: 'today' },
			{ value: '2026-11-24T08:00:00+07:00', kind: 'tomorrow' }
		]);
	});

	it('offers no afternoon that is over', () => {
		expect(againOptions(at('15:45')).map(({ kind }) => kind)).toEqual(['soon', 'tomorrow']);
	});

	it('takes a moment of Việt Nam that is still to come, and nothing else', () => {
		expect(ownMoment('2026-11-23T10:00', at('09:00'))).toBe('2026-11-23T10:00:00+07:00');
		expect(ownMoment('2026-11-23T08:00', at('09:00'))).toBeNull();
		expect(ownMoment('', at('09:00'))).toBeNull();
	});
});
