import { expect, it } from 'vitest';
import { flagKind, flagWords } from './flags.ts';

it('a visit that nobody confirmed says in words how long is left, and is red', () => {
	const words = [2, 1, 0, -1].map((days) => flagWords({ code: 'unconfirmed', days }));
	expect(words[0]).toBe('Chưa xác nhận, còn 2 ngày');
	expect(new Set(words).size).toBe(4);
	for (const said of words) expect(said).toContain('Chưa xác nhận');
	expect(flagKind({ code: 'unconfirmed', days: 2 })).toBe('danger');
});

it('a family that must be asked before tomorrow stands out with the reason', () => {
	const words = (['not_ready', 'no_readiness'] as const).map((code) =>
		flagWords({ code, days: 1 })
	);
	expect(new Set(words).size).toBe(2);
	expect(flagKind({ code: 'not_ready', days: 1 })).toBe('caution');
});

it('a family that no message reaches is to be called, whatever day it is', () => {
	expect(flagWords({ code: 'to_tell', days: 0 })).toContain('Gọi báo');
	expect(flagKind({ code: 'to_tell', days: 0 })).toBe('caution');
});
