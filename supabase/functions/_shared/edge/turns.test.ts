import { describe, expect, it } from 'vitest';
import { turns } from './turns.ts';

const gate = () => Promise.withResolvers<void>();

describe('residents who want one day', () => {
	it('are served in the order in which they came, one at a time', async () => {
		const turn = turns();
		const told: string[] = [];
		const doors = [gate(), gate(), gate()];
		const all = doors.map(({ promise }, n) =>
			turn('day', async () => {
				told.push(`${n} begins`);
				await promise;
				told.push(`${n} ends`);
			})
		);
		// Whoever is last could go first.
		for (const { resolve } of doors.reverse()) resolve();
		await Promise.all(all);
		expect(told).toEqual(['0 begins', '0 ends', '1 begins', '1 ends', '2 begins', '2 ends']);
	});

	it('do not wait for those who want another day', async () => {
		const turn = turns();
		const { promise, resolve } = gate();
		const first = turn('Saturday', () => promise);
		expect(await turn('Sunday', async () => 'served')).toBe('served');
		resolve();
		await first;
	});

	it('are not kept back by a refusal, nor for ever by who does not come to an end', async () => {
		const turn = turns({ patience: 1 });
		const refused = turn('day', () => Promise.reject(new Error('window_taken')));
		const stuck = gate();
		const never = turn('day', () => stuck.promise);
		const last = turn('day', async () => 'served');
		await expect(refused).rejects.toThrow('window_taken');
		expect(await last).toBe('served');
		stuck.resolve();
		await never;
	});

	it('hear that it is busy when they have waited too long, and nothing is done for them', async () => {
		const turn = turns({ longest: -1 });
		let done = 0;
		await expect(turn('day', async () => ++done)).rejects.toMatchObject({
			status: 503,
			code: 'busy'
		});
		expect(done).toBe(0);
	});
});
