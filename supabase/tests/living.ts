/** What an officer's page asks four times a minute, for the SQL tests. */
import { randomUUID } from 'node:crypto';
import { doors } from '../functions/_shared/contracts/queue-live.ts';
import type { TestDatabase } from '../local/testing.ts';
import { asPerson, one, type Person } from './people.ts';

type Asked = { since?: string | null; mark?: string | null; tab?: string; looking?: string | null };

export const liveOf =
	(db: TestDatabase) =>
	async (
		person: Person,
		{ since = null, mark = null, tab = randomUUID(), looking = null }: Asked = {}
	) =>
		doors.queue_live.answer.parse(
			one(
				await asPerson(
					db,
					person,
					(tx) => tx`select public.queue_live(${since}, ${mark}, ${tab}, ${looking}) as a`
				)
			).a
		);
