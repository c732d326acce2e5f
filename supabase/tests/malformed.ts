/** Arguments that no contract has seen, sent to the doors of `rounds` as anybody with a session can. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { TestDatabase } from '../local/testing.ts';
import { ask, unit } from './household.ts';

type Who = Parameters<TestDatabase['as']>[0];

export function sending(db: TestDatabase) {
	/** The SQLSTATE of what a door says to arguments that no contract has seen. */
	async function said(who: Who, door: string, args: Record<string, unknown>) {
		return ask(db, who, door, { key: randomUUID(), ...args }).then(
			() => 'none',
			(error: { code: string; message: string }) => `${error.code} ${error.message}`
		);
	}

	/** Everything that was ever written down about the morning. */
	const written = async () =>
		(
			await db.sql`
				select
					(select count(*) from queue.events) as events, (select count(*) from queue.commands) as commands,
					(select count(*) from booking.attendances) as attendances, (select count(*) from booking.visits) as visits,
					(select string_agg(s::text, ' ' order by s.id) from booking.stops s) as stops,
					(select s::text from unit.settings s where s.unit = ${unit}) as settings`
		)[0];

	async function refused(who: Who, door: string, asked: Record<string, unknown>[]) {
		const before = await written();
		const answers = [];
		for (const args of asked) answers.push(await said(who, door, args));
		expect(answers.filter((answer) => !/^PT4\d\d /.test(answer))).toEqual([]);
		expect(await written()).toEqual(before);
	}
	return { said, refused };
}
