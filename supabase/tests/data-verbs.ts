/** What is asked and answered about personal data, said shortly: each calls its door as the browsers would. */
import { opened as openedShape } from '../functions/_shared/contracts/lookup.ts';
import { doors } from '../functions/_shared/contracts/queue-data.ts';
import type { TestDatabase } from '../local/testing.ts';
import type { MadeCase } from './cases.ts';
import { asPerson, newKey, one, type Person } from './people.ts';

type Answer = { key: string; version: number; granted: boolean } & Record<
	'identity' | 'reason' | 'said',
	string | null
> & { values: object | null };

/** What the holder of a code says. */
export const asking = (what: string, words: string | null = null) => ({
	act: 'ask_data',
	what,
	words
});

export function dataVerbs(db: TestDatabase) {
	const open = async ({ hash }: MadeCase) =>
		openedShape.parse(
			one(
				await db.as(
					{ role: 'service_role' },
					(tx) => tx`select public.lookup_open(${hash}, null) as o`
				)
			).o
		);
	async function say(made: MadeCase, what: object, key = newKey()) {
		const { version } = await open(made);
		return openedShape.parse(
			one(
				await db.as(
					{ role: 'service_role' },
					(tx) =>
						tx`select public.lookup_say(${made.hash}, ${key}, ${version}, ${tx.json(what as never)}) as o`
				)
			).o
		);
	}
	/** The request that the holder of a code has just made, as the officer's list has it. */
	async function requestOf(made: { id: string }): Promise<string> {
		const [found] = await db.sql`
			select r.case_id from queue.data_requests r where r.about = ${made.id} and r.closed_at is null`;
		return found!.case_id;
	}

	const answer = (person: Person, id: string, with_: Partial<Answer> = {}) => {
		const a: Answer = {
			key: newKey(),
			version: 1,
			granted: true,
			identity: 'paper',
			reason: null,
			said: null,
			values: null,
			...with_
		};
		return asPerson(
			db,
			person,
			async (tx) =>
				one(
					await tx`select public.queue_data_answer(${a.key}, ${id}, ${a.version}, ${a.granted}, ${a.identity}, ${a.reason},
						${a.said}, ${a.values === null ? null : tx.json(a.values as never)}) as a`
				).a
		);
	};
	const sheet = (person: Person, id: string) =>
		asPerson(db, person, async (tx) =>
			doors.queue_data_sheet.answer.parse(
				one(await tx`select public.queue_data_sheet(${id}) as a`).a
			)
		);
	return { open, say, requestOf, answer, sheet };
}
