import { describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Reading } from '#lib/platform/reading.svelte.ts';
import { DutyMaking } from './duty-making.svelte.ts';
import type { DutyRoster, Shift } from './duty-staff.ts';

const shift: Shift = {
	starts_at: '2027-02-05T00:30:00Z',
	ends_at: '2027-02-06T00:30:00Z',
	regular: true,
	people: []
};

async function making(set: (args: { version: number }) => Promise<{ version: number }>) {
	let version = 4;
	const read = vi.fn(async () => ({ version: version++ }) as DutyRoster);
	const reading = new Reading(read);
	await reading.load();
	const never = () => Promise.reject(new Error('not asked for'));
	return {
		read,
		reading,
		made: new DutyMaking(reading, { set: set as never, copy: never, repeat: never })
	};
}

describe('a lead at the roster', () => {
	it('sends the version that they saw, and then sees the new one', async () => {
		const set = vi.fn(async () => ({ version: 5 }));
		const { made, reading } = await making(set);
		expect(await made.put(shift, 'duty', ['a'])).toBe(true);
		expect(set).toHaveBeenCalledWith(expect.objectContaining({ version: 4 }));
		expect(reading.value?.version).toBe(5);
	});

	it('is told when another was first, and sees what the other wrote', async () => {
		const { made, read } = await making(() =>
			Promise.reject(new Problem({ code: 'stale', status: 409 }))
		);
		expect(await made.put(shift, 'duty', ['a'])).toBe(false);
		expect(made.stale).toBe(true);
		expect(read).toHaveBeenCalledTimes(2);
		made.forgive();
		expect(made.failed).toBeNull();
	});

	it('presses twice and sends once', async () => {
		let release: (answer: { version: number }) => void = () => undefined;
		const set = vi.fn(() => new Promise<{ version: number }>((done) => (release = done)));
		const { made } = await making(set);
		const first = made.put(shift, 'duty', ['a']);
		expect(await made.put(shift, 'duty', ['b'])).toBe(false);
		release({ version: 5 });
		expect(await first).toBe(true);
		expect(set).toHaveBeenCalledTimes(1);
	});
});
