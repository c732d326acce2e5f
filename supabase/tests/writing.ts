/** Officers of two units who write about one visit after the other. */
import { randomUUID } from 'node:crypto';
import { doors as queue } from '../functions/_shared/contracts/queue.ts';
import type { TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ask, booked } from './household.ts';

const people = {
	desk: ['desk'],
	other: ['desk'],
	lead: ['lead'],
	field: ['field'],
	editor: ['editor'],
	stranger: ['desk'],
	head: ['collaborator']
};
export type Who = keyof typeof people;

export async function writing(db: TestDatabase) {
	const g = await home.ground(db, { places: 40 });
	const made = {} as Record<Who, Awaited<ReturnType<typeof home.officer>>>;
	for (const [name, roles] of Object.entries(people) as [Who, string[]][]) {
		const of = name === 'stranger' ? home.otherUnit : home.unit;
		made[name] = await home.officer(db, roles, of, name === 'head' ? g.hamlets[0] : null);
	}
	await db.sql`select queue.give_words(${home.unit})`;
	const said = (who: Who, door: string, args: Record<string, unknown>) =>
		ask(db, made[who], door, args);
	return {
		g,
		as: made,
		said,
		/** A command with a key of its own, unless `args` has one. */
		tell: (who: Who, door: string, args: Record<string, unknown>) =>
			said(who, door, { key: randomUUID(), ...args }),
		/** A visit that was just booked; every earlier promise makes room. */
		async visit() {
			await db.sql`delete from booking.stops`;
			return booked(db, g);
		},
		/** The case as that officer opens it, for a reason where one is asked. */
		async whole(who: Who, id: string) {
			const opening = () => said(who, 'queue_case', { id });
			const reason = { key: randomUUID(), id, reason: 'supervision', words: null };
			const answer = opening().catch(async (refused: { message: string }) => {
				if (refused.message !== 'reason_needed') throw refused;
				await said(who, 'queue_reason', reason);
				return opening();
			});
			return queue.queue_case.answer.parse(await answer);
		}
	};
}
export type Writing = Awaited<ReturnType<typeof writing>>;
