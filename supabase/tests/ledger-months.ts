/** Three months of a ledger that are over: gifts, purchases, rewards without a name, help. */
import * as on from './ledgering.ts';
import type { Books } from './ledgering.ts';
import { officerOf } from './people.ts';
import * as rewards from './rewarding.ts';
import { enrol, sealer } from './sealed.ts';

export type Year = Books & {
	/** Of rewards without a name, by the same people. */
	scene: rewards.Scene;
	/** First days of three months in a row, none of them the last of a year: that one publishes what else would wait. */
	three: [string, string, string];
};

export const dayOf = (month: string, n: number) =>
	`${month.slice(0, 8)}${String(n).padStart(2, '0')}`;

export async function year(): Promise<Year> {
	const s = await on.books();
	const from = s.months.slice(1, 4).some((month) => month.slice(5, 7) === '12') ? 4 : 1;
	const three = [s.months[from + 2]!, s.months[from + 1]!, s.months[from]!] as Year['three'];
	await on.cap(s, 'support');
	await on.opening(s, 'cash', 50_000_000, dayOf(three[0], 1));
	const scene = {
		...s,
		seal: await sealer(),
		deputy: s.second,
		investigator: await officerOf(s.db, on.unit, ['investigator']),
		keys: { lead: await enrol(s.db, s.lead), deputy: await enrol(s.db, s.second) }
	};
	await rewards.allow(scene);
	return { ...s, scene, three };
}

/** Rewards without a name that the treasurer paid on a day. */
export async function settled({ scene, root, today }: Year, amounts: number[], day: string) {
	const claims = [];
	for (const amount of amounts) {
		const claim = rewards.newClaim(amount);
		await rewards.propose(scene, claim);
		await rewards.approve(scene, claim);
		await rewards.settle(scene, claim);
		claims.push(claim);
	}
	await root`update fund.settlements set settled_on = ${day} where settled_on = ${today}`;
	return claims;
}

export const postRewards = (s: Books, month: string) =>
	on.tell<{ posted: number }>(s, s.treasurer, 'fund_rewards_post', { month });

/** Two gifts, of which one donor does not wish to be named, a purchase, and two rewards. */
export async function first(s: Year) {
	const [month] = s.three;
	await on.gift(s, 2_000_000, { day: dayOf(month, 5) });
	await on.gift(s, 3_000_000, {
		day: dayOf(month, 4),
		shown: false,
		donor: 'Ông Trần Minh Họa',
		words: 'Góp quỹ'
	});
	await on.spend(s, { amount: 1_500_000 }, dayOf(month, 4));
	return settled(s, [300_000, 700_000], dayOf(month, 9));
}

/** Three rewards more. */
export const second = (s: Year) =>
	settled(s, [400_000, 1_000_000, 5_000_000], dayOf(s.three[1], 20));

/** Help for six families of one kind, two of another, one of a third. */
export async function third(s: Year) {
	const give = (aid: string, families: number, amount: number) =>
		on.spend(s, { ...on.help, aid, families, amount }, dayOf(s.three[2], 7));
	await give('other', 6, 3_000_000);
	await give('traffic_accident', 2, 500_000);
	await give('agent_orange', 1, 500_000);
}

/** Closes a month with its rewards in it. */
export async function finish(s: Books, month: string) {
	await postRewards(s, month);
	await on.close(s, month);
}

/** All three months, closed and published. */
export async function published(): Promise<Year> {
	const s = await year();
	for (const [n, fill] of [first, second, third].entries()) {
		await fill(s);
		await finish(s, s.three[n]!);
		await on.publish(s, s.three[n]!);
	}
	return s;
}
