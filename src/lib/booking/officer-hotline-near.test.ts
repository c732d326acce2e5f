import { expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { NearGathering } from './gatherings-booking.ts';
import { ForCaller } from './officer-caller.svelte.ts';
import { NearBy } from './officer-hotline-near.svelte.ts';

const hall: NearGathering = {
	...{ id: 'g', kind: 'culture_house', name: 'Nhà văn hóa thôn', room: 4, near: true },
	...{ hamlet_name: 'Thôn Thử', area_name: 'Xã Thử', day: '2026-11-28', from: 450, to: 570 }
};
const area = '21439';

async function caller(read: () => Promise<NearGathering[]>) {
	const windows = [{ token: 'one', from: 450, to: 570, easy: true }];
	const visit = new ForCaller(
		{
			call_back: null,
			area,
			places: { areas: [{ value: area, label: 'Xã Thử', group: 'Công an xã Thử' }], hamlets: [] }
		},
		() => '2026-11-25',
		async () => ({ unit: area, days: [{ day: '2026-11-28', windows }], full: [], minutes: 25 })
	);
	const near = new NearBy(visit, read);
	await Promise.all([visit.find(), near.read()]);
	visit.list.token = 'one';
	return { visit, near };
}

it('a caller may come to the gathering near them, which is marked like a window', async () => {
	const { visit, near } = await caller(async () => [hall]);
	expect([near.choice, near.chosen]).toEqual(['one', null]);
	near.choice = 'g';
	expect([near.choice, near.chosen, visit.token]).toEqual(['g', 'g', null]);
	near.choice = 'one';
	expect([near.chosen, visit.token]).toEqual([null, 'one']);
	near.choice = 'g';
	visit.waiting = true;
	expect(near.chosen).toBeNull();
});

it('what was read for other people is offered to nobody', async () => {
	const { visit, near } = await caller(async () => [hall]);
	near.choice = 'g';
	visit.draft.answers.people[0]!.needs = ['bedridden'];
	expect([near.all, near.chosen]).toEqual([[], null]);
});

it('where gatherings cannot be read the caller is visited, and what nobody foresaw is not hidden', async () => {
	const lost = await caller(() => Promise.reject(new Problem({ code: 'offline', status: 0 })));
	expect([lost.near.all, lost.visit.token]).toEqual([[], 'one']);
	await expect(caller(() => Promise.reject(new Error('a mistake of ours')))).rejects.toThrow();
});
