import { expect, it, vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Accepting } from './plan-accepting.svelte.ts';
import { planDay, rounds, stop } from './plan-examples.ts';
import { Plan } from './plan.svelte.ts';
import type { Accept, Rounds } from './rounds.ts';

const two = stop(2).subject;
const answered = { days: [], placed: [] };

/** A server on which the lead's plan stands once it was taken. */
function scene(send: (args: Accept) => Promise<typeof answered>, now: () => Rounds) {
	const plan = new Plan(rounds());
	plan.send(two, plan.days[1]!.id);
	const read = vi.fn(async () => now());
	return { plan, read, accepting: new Accepting(plan, send, read) };
}

/** The weekend with that visit at the second team, one version on. */
const taken = (): Rounds => {
	const { days, ...rest } = rounds();
	const [first, second, third] = days as [Rounds['days'][0], Rounds['days'][0], Rounds['days'][0]];
	const theirs = first.stops.find(({ subject }) => subject === two)!;
	return {
		...rest,
		days: [
			{ ...first, version: 2, stops: first.stops.filter((one) => one !== theirs) },
			{ ...second, version: 2, stops: [theirs, ...second.stops] },
			third
		]
	};
};

it('a plan that is taken stands on the server, and nothing is left to send', async () => {
	const send = vi.fn(async () => answered);
	const { plan, accepting } = scene(send, taken);
	expect(await accepting.accept()).toBe('taken');
	expect(send).toHaveBeenCalledTimes(1);
	expect(plan.changed).toEqual([]);
	expect(plan.lost).toEqual([]);
});

it('where a colleague was faster, the lead’s changes lie on their plan, to be looked at again', async () => {
	const versions: number[][] = [];
	const send = async ({ days }: Accept) => {
		versions.push(days.map(({ version }) => version));
		if (versions.length === 1) throw new Problem({ code: 'stale', status: 409 });
		return answered;
	};
	const newer = (): Rounds => {
		const now = rounds();
		return { ...now, days: now.days.map((day) => ({ ...day, version: 5 })) };
	};
	const { plan, accepting } = scene(send, newer);
	expect(await accepting.accept()).toBe('renewed');
	expect(plan.changed).toHaveLength(2);
	await accepting.accept();
	expect(versions).toEqual([
		[1, 1],
		[5, 5]
	]);
});

it('after a lost answer the same command goes out again, so that nothing is done twice', async () => {
	const keys: string[] = [];
	const send = async ({ key }: Accept) => {
		keys.push(key);
		if (keys.length === 1) throw new Problem({ code: 'offline', status: 0, offline: true });
		return answered;
	};
	const { plan, accepting } = scene(send, taken);
	expect(await accepting.accept()).toBe('failed');
	expect(accepting.failed).toMatchObject({ code: 'offline' });
	expect(plan.changed).toHaveLength(2);
	expect(await accepting.accept()).toBe('taken');
	expect(keys[0]).toBe(keys[1]);
});

it('a plan that the server refuses stays as it was laid, with its reason', async () => {
	const send = async () => Promise.reject(new Problem({ code: 'pool_full', status: 409 }));
	const { plan, read, accepting } = scene(send, () => rounds({ days: [planDay(1, [])] }));
	expect(await accepting.accept()).toBe('failed');
	expect(read).not.toHaveBeenCalled();
	expect(plan.changed).toHaveLength(2);
});
