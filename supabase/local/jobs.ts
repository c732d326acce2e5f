/**
 * What pg_cron does on Supabase, done by a loop here: asking whoever waits about what became free, sweeping lapsed holds and parts that no tip
 * names, and once a day opening days and erasing what is due. Two runs at the same time are safe, the functions see to that.
 */
import { connect } from './bootstrap.ts';
import { eraseDue } from './erasing.ts';
import { removeLeftovers } from './leftovers.ts';
import { reduce, type Log } from './log.ts';
import type { JobsAccess } from './timed.ts';

const minute = 60_000;
/** Units that are tended in one run: the next one goes on. */
const TURNS = 50;

/** Starts the loop; the returned function ends it, with whatever is going on: the next start does the rest. */
export function startJobs(
	url: string,
	access: JobsAccess,
	log: Log,
	/** Has what became free shared out; true: there may be more. The planner lives in the edge function. */
	tend: (signal: AbortSignal) => Promise<boolean>,
	every = 10 * minute
): () => Promise<void> {
	// Functions and database may be gone already when the portal ends: an answer that never comes must not keep it.
	const leaving = new AbortController();
	let going = Promise.resolve();
	const ran = { days: '', erasing: '' };
	const run = async () => {
		// One of its own: the last one may have been lost with its server.
		const sql = connect(url);
		/** What fails keeps nothing else from being done, and is tried again by the next run. */
		const part = async (what: () => Promise<unknown>) => {
			try {
				if (!leaving.signal.aborted) await what();
			} catch (error) {
				log(`jobs: ${reduce(error) ?? 'refused'}`);
			}
		};
		const daily = async (name: keyof typeof ran, what: () => Promise<boolean>) => {
			const [row] = await sql<{ day: string }[]>`
				select (now() at time zone 'Asia/Ho_Chi_Minh')::date::text as day`;
			if (row!.day !== ran[name] && (await what())) ran[name] = row!.day;
		};
		await part(() => sql`select booking.sweep()`);
		await part(() => sql`select booking.lapse_offers(), booking.mark_waiting()`);
		await part(async () => {
			for (let turn = 0; turn < TURNS && (await tend(leaving.signal)); turn++);
		});
		await part(() =>
			daily('days', async () => (await sql`select public.booking_daily()`).length > 0)
		);
		await part(() => daily('erasing', () => eraseDue(sql, leaving.signal)));
		await part(() => removeLeftovers(access, leaving.signal));
		await sql.end({ timeout: 1 });
	};
	going = run();
	const timer = setInterval(() => (going = going.then(run)), every);
	return async () => {
		clearInterval(timer);
		leaving.abort();
		// A statement under way may end.
		await going;
	};
}
