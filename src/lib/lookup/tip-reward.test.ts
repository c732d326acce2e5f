import { beforeEach, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { ToldReward } from './lookup.ts';
import { SenderReward } from './tip-reward.svelte.ts';

const digits = '01234567890123456789';
const told: ToldReward = {
	number: 'TH-4821-0937',
	amount: 3_000_000,
	state: 'approved',
	unit: { code: '21439', police_name: 'Công an xã', hotline: null, hotline_sure: false },
	elsewhere: null,
	fetch_until: '2027-05-24'
};
const lost = () => new Problem({ code: 'unreachable', status: 0, offline: true });

let asked: string[];
let given: { key: string; digits: string; as: string }[];
let state: ToldReward['state'];
let faults: Problem[];
const answer = async (): Promise<ToldReward> => {
	const fault = faults.shift();
	if (fault) throw fault;
	return { ...told, state };
};
const sender = () =>
	new SenderReward(digits, {
		digest: (text) => `hash of ${text}`,
		ask: (claim) => (asked.push(claim), answer()),
		give: (key, digits, as) => {
			given.push({ key, digits, as });
			const said = answer();
			return said.then((told) => ({ ...told, state: (state = as) }));
		}
	});
beforeEach(() => {
	asked = [];
	given = [];
	faults = [];
	state = 'approved';
});

it('a sender asks once a visit, with the hash of the digits and never with the digits', async () => {
	const reward = sender();
	expect(reward.told).toBeNull();
	await Promise.all([reward.ask(), reward.ask()]);
	await reward.ask();
	expect(asked).toEqual([`hash of ${digits}`]);
	expect(reward.told).toEqual(told);
});

it('a broken line says nothing of rewards, and the next look asks again', async () => {
	faults = [lost()];
	const reward = sender();
	await reward.ask();
	expect(reward.told).toBeNull();
	await reward.ask();
	expect(reward.told?.number).toBe(told.number);
});

it('a reward is given away once, under one key whatever the line does', async () => {
	const reward = sender();
	await reward.ask();
	faults = [lost()];
	expect(await reward.give('given_to_support')).toBe(false);
	expect(reward.trouble?.code).toBe('unreachable');
	expect(await reward.give('given_to_support')).toBe(true);
	expect(reward.told?.state).toBe('given_to_support');
	expect(given).toHaveLength(2);
	expect(given[0]).toEqual(given[1]);
});

it('another wish after a lost answer has a key of its own', async () => {
	const reward = sender();
	await reward.ask();
	faults = [lost()];
	await reward.give('given_to_support');
	await reward.give('refused');
	expect(new Set(given.map(({ key }) => key)).size).toBe(2);
});

it('who was late sees what became of it', async () => {
	const reward = sender();
	await reward.ask();
	state = 'paid';
	faults = [new Problem({ code: 'settled', status: 409 })];
	expect(await reward.give('refused')).toBe(false);
	expect(reward.told?.state).toBe('paid');
	expect(reward.trouble?.code).toBe('settled');
});

it('what is forgotten is gone from the page and not asked for again', async () => {
	const reward = sender();
	await reward.ask();
	reward.forget();
	await reward.ask();
	expect([reward.digits, reward.told, asked.length]).toEqual(['', null, 1]);
	expect(await reward.give('refused')).toBe(false);
});
