/**
 * A town that goes on writing while its portal falls: residents who hold, book, move, cancel, ask for a call and for help, follow the news
 * and send tips, a desk that confirms, notes and takes sets on, a treasurer who takes gifts. Each remembers what was acknowledged.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { invite, signUp } from '../../supabase/local/officers.ts';
import { makeDesk } from '../functions/sealing.ts';
import { makeWorld } from '../functions/world.ts';
import { officers } from './desk.ts';
import { demand, type Doors } from './doors.ts';
import { nothing } from './kept.ts';
import { senders } from './senders.ts';
import { households, type CaseOf } from './visits.ts';

export type Town = Awaited<ReturnType<typeof makeTown>>;

type Door = { origin: string; publishableKey: string };
/** What sends the messages that are due, as the timer does; null where nobody is told anything. */
export type Sending = (() => Promise<unknown>) | null;

/** Makes a unit with twenty team-days, its desk, its treasurer and its list of keys. `caseOf` finds a case by its number, however long that takes. */
export async function makeTown(
	sql: Sql,
	{ door, doors, caseOf, send }: { door: Door; doors: Doors; caseOf: CaseOf; send: Sending }
) {
	const world = await makeWorld(sql, { teams: 5, days: 4, places: 12 });
	const { unit } = world;
	const officer = async ({ roles }: { roles: string[] }) => {
		const email = `${roles[0]}-${randomUUID()}@example.test`;
		const [name, password] = ['Cán bộ Thử Nghiệm', randomUUID()];
		const invitation = await invite(sql, { unit, name, email, roles });
		return { ...(await signUp(door, email, password, invitation)), email, password, name };
	};
	const at = { stack: { ...doors, officer }, world, lookup: doors.lookup };
	const [desk, treasurer] = [
		await officer({ roles: ['desk'] }),
		await officer({ roles: ['treasurer'] })
	];
	const tips = await makeDesk(at);
	const book = { holder: 'Trưởng Công an phường', basis: 'Quy chế quản lý Quỹ', two_from: null };
	const account = { bank_bin: null, bank_name: null, account_number: null, account_name: null };
	const begun = { key: randomUUID(), ...book, ...account };
	demand(await doors.rpc('fund_book_save', begun, tips.lead.token));
	if (send) {
		// At every hour, since nobody knows when this runs; the first run says that there is a gateway.
		await sql`
			insert into notify.settings (unit, sms, sender, quiet_from, quiet_to) values (${unit}, true, 'GAN DAN', 1440, 0)`;
		await send();
	}

	const kept = nothing();
	const residents = senders({ doors, world, kept, at, tips });
	const { asksForACall, asksForHelp, follows, tellsAndAnswers } = residents;
	const [day] = await sql<{ today: string }[]>`select house.local_day(now())::text as today`;
	const { id: subject } = await caseOf(await asksForACall());
	const place = { doors, world, kept, caseOf };
	const books = households({ ...place, desk: desk.token });
	const { notes, takesASet, gives } = officers(
		{ ...place, desk, treasurer },
		{ subject, today: day!.today, call: asksForACall }
	);

	return {
		unit,
		subject,
		kept,
		/** How much was acknowledged until now. */
		count: kept.count,
		/** Begins to live, with `rest` milliseconds between two things; the returned function ends it, when everybody has an answer. */
		begin(residents: number, rest = 0) {
			let open = true;
			const live = async (what: () => Promise<unknown>, rests = rest) => {
				for (; open; await pause(rests)) await what();
			};
			const few = [asksForHelp, tellsAndAnswers, follows, takesASet, notes, gives];
			const lives = [
				...Array<() => Promise<void>>(residents)
					.fill(books)
					.map((one) => live(one)),
				...few.map((one) => live(one)),
				// More often than the timer, so that every fall meets messages on their way.
				...(send ? [live(send, 200)] : [])
			];
			const ended = Promise.all(lives);
			// Somebody's fault is told at once to who ends it, and is nobody's unheard rejection until then.
			ended.catch(() => {});
			return async () => {
				open = false;
				await ended;
			};
		}
	};
}
