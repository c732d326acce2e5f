/** A tip that is a report of crime, and what an officer does to clocks, each as their browser would. */
import type { ClockOfCase, Document } from '../functions/_shared/contracts/queue-clocks.ts';
import type { TestDatabase } from '../local/testing.ts';
import { newKey, one, type Person } from './people.ts';
import { door } from './sealed.ts';
import { sendTip, type Scene } from './tipping.ts';
import { classify, open } from './tip-verbs.ts';
import type { Verbs } from './verbs.ts';

type Said = { id: string; version: number; key?: string };

/** A day in Việt Nam, so many days before today. */
export const dayAgo = (days = 0) =>
	new Date(Date.now() + 7 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);

export const paper = (number: string, granted_by: Document['granted_by'], day = dayAgo()) => ({
	number,
	day,
	granted_by
});

export function clocking(db: TestDatabase, q: Verbs) {
	const tell = (who: Person, name: string, { key = newKey(), ...args }: Said & object) =>
		door<{ state: string; version: number }>(db, who, name, { key, ...args });
	return {
		pause: (who: Person, said: Said, reason: string, document: object | null = null) =>
			tell(who, 'queue_clock_pause', { ...said, reason, document } as Said),
		resume: (who: Person, said: Said, reason: string, document: object | null = null) =>
			tell(who, 'queue_clock_resume', { ...said, reason, document } as Said),
		extend: (who: Person, said: Said, extension: string, document: object | null) =>
			tell(who, 'queue_clock_extend', { ...said, extension, document } as Said),
		withdraw: (
			who: Person,
			said: Said,
			extension: string,
			reason = 'mistake',
			document: object | null = null
		) => tell(who, 'queue_clock_withdraw', { ...said, extension, reason, document } as Said),
		async clock(who: Person, id: string, name: string): Promise<ClockOfCase> {
			return one((await q.open(who, id)).clocks.filter(({ clock }) => clock === name));
		},
		/** Lets a case have come in so long ago, and everything in it have happened so much earlier. */
		async age(id: string, by: string) {
			await db.sql.begin(async (tx) => {
				await tx`update queue.cases set received_at = received_at - ${by}::interval where id = ${id}`;
				await tx`update queue.clocks_running set started_at = started_at - ${by}::interval,
					due_at = due_at - ${by}::interval, paused_at = paused_at - ${by}::interval where case_id = ${id}`;
				await tx`update queue.pauses set from_at = from_at - ${by}::interval, to_at = to_at - ${by}::interval where case_id = ${id}`;
				await tx`select queue.recount(${id})`;
			});
		}
	};
}

/** Documents of the two who may extend. */
export const byAgency = paper('15/QĐ-CSĐT', 'agency');
export const byProcuracy = paper('27/QĐ-VKS', 'procuracy');

export const crimes = (s: Scene, q: Verbs) => ({
	/** A tip that came in so long ago and was called a crime now; answers with the version that follows. */
	async crime(by = '0 hours') {
		const { id } = await sendTip(s);
		const { version } = await open(s, s.first, id);
		await s.db
			.sql`update queue.cases set received_at = received_at - ${by}::interval where id = ${id}`;
		return { id, version: (await classify(s, id, version, 'crime')).version };
	},
	/** When its clocks run out, those that have not stopped. */
	async ends(id: string): Promise<Record<string, string>> {
		const { clocks } = await q.open(s.first, id);
		return Object.fromEntries(
			clocks.filter(({ stopped_at }) => !stopped_at).map(({ clock, due_at }) => [clock, due_at])
		);
	}
});

/** The same instant so many months on by the calendar of Việt Nam, counted by JavaScript's own. */
export function months(from: string, by: number): string {
	const local = new Date(Date.parse(from) + 7 * 3_600_000);
	const day = local.getUTCDate();
	local.setUTCDate(1);
	local.setUTCMonth(local.getUTCMonth() + by);
	const last = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
	local.setUTCDate(Math.min(day, last));
	return new Date(local.getTime() - 7 * 3_600_000).toISOString();
}
export const plus = (from: string, hours: number) =>
	new Date(Date.parse(from) + hours * 3_600_000).toISOString();
/** An instant as JavaScript writes it, whatever PostgreSQL wrote. */
export const same = (instant: string | undefined) => new Date(instant!).toISOString();
