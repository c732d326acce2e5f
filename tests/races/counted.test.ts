/** Limits that are counted: many calls at once of an officer who has but a few left. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as on from '../../supabase/tests/newsing.ts';
import { addPasskey } from '../../supabase/tests/passkeys.ts';
import { asPerson, officerOf, type Person } from '../../supabase/tests/people.ts';
import { enrol } from '../../supabase/tests/sealed.ts';
import { viewVerbsOf } from '../../supabase/tests/view-verbs.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const CALLERS = 20;
const LEFT = 3;

let s: on.Newsroom;
beforeAll(async () => {
	s = await on.newsroom();
});
afterAll(() => s?.db.drop());

/** What stands between a look and what follows from it, and the lock that keeps others from looking. */
const lock = String.raw`perform pg_advisory_xact_lock\([^;]*;\s*`;
const slow = ' perform pg_sleep(0.05);';
const of = (role: string) => officerOf(s.db, on.unit, [role]);
const numbers = (upTo: number) => Array.from({ length: upTo }, (_, n) => n);

type Limit = {
	what: string;
	refused: string;
	signature: string;
	look: RegExp;
	wait: string;
	/** An officer with `LEFT` left. */
	who(): Promise<Person>;
	call(who: Person, n: number): Promise<unknown>;
};
const limits: Limit[] = [
	{
		what: 'callers whose cases one operator asks for',
		refused: 'too_many_tries',
		signature: 'public.booking_caller_read(text)',
		look: new RegExp(`${lock}([^;]*;)`, 'g'),
		wait: `$1${slow}`,
		async who() {
			const who = await of('desk');
			await s.db.sql`
				insert into booking.caller_lookups (unit, officer, phone, found)
				select ${on.unit}, ${who.sub}, '+84900000100', 0 from generate_series(1, ${90 - LEFT}::int)`;
			return who;
		},
		call: (who) =>
			asPerson(s.db, who, (tx) => tx`select public.booking_caller_read('+84900000101')`)
	},
	{
		what: 'pictures of one editor within an hour',
		refused: 'too_many',
		signature: 'public.news_image_write(uuid, jsonb, text, jsonb)',
		look: new RegExp(`${lock}(--[^\n]*\n\\s*)?(perform news\\.demand_few[^;]*;)`, 'g'),
		wait: `$2${slow}`,
		async who() {
			const who = await of('editor');
			await s.db.sql`
				insert into news.images (unit, alt, width, height, officer)
				select ${on.unit}, 'Ảnh', 480, 320, ${who.sub} from generate_series(1, ${60 - LEFT}::int)`;
			return who;
		},
		call: (who) => on.picture(s, 'Ảnh', who)
	},
	{
		what: 'views of one officer',
		refused: 'too_many_views',
		signature: 'public.queue_view_save(uuid, uuid, text, boolean, jsonb)',
		look: new RegExp(`${lock}([^;]*;)`, 'g'),
		wait: `$1${slow}`,
		async who() {
			const who = await of('desk');
			await s.db.sql`
				insert into queue.views (unit, owner, name, shared, filter)
				select ${on.unit}, ${who.sub}, 'Mục ' || n, false, '{}' from generate_series(1, ${50 - LEFT}::int) n`;
			return who;
		},
		call: (who, n) =>
			viewVerbsOf(s.db)
				.save(who, { name: `Mục mới ${n}` })
				.then(() => 'done')
	},
	{
		what: 'passkeys of one officer',
		refused: 'too_many',
		signature: 'public.staff_passkey_add(uuid, text, text, text)',
		look: /for update;([^;]*;[^;]*;)/g,
		wait: `;$1${slow}`,
		async who() {
			const who = await of('investigator');
			await enrol(s.db, who);
			for (const n of numbers(8 - LEFT)) await addPasskey(s.db, who, { name: `Máy ${n}` });
			return who;
		},
		call: (who, n) => addPasskey(s.db, who, { name: `Máy mới ${n}` })
	}
];

const tried = async ({ who, call }: Limit) => {
	const officer = await who();
	return tally(await atOnce(CALLERS, (n) => call(officer, n)));
};

it.each(limits)('$what, counted without a lock, would be more than there may be', async (limit) => {
	const { signature, look, wait } = limit;
	const more = async () => ((await tried(limit)).done ?? 0) > LEFT;
	expect(await caught(() => naively(s.db.sql, signature, look, wait, more))).toBe(true);
});

it.each(limits)('$what are as many as may be, however many come at once', async (limit) => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await tried(limit)).toEqual({ done: LEFT, [limit.refused]: CALLERS - LEFT });
});
