/** What an officer does in the queue, said shortly: each calls its door as the officer's browser would. */
import { randomBytes } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { doors, type Row, type WholeCase } from '../functions/_shared/contracts/queue.ts';
import type { TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, one, type Person } from './people.ts';

export type Page = { rows: Row[]; next: { at: string | null; id: string } | null };
export type Verbs = ReturnType<typeof verbsOf>;
/** A command on a case; without a version the first is meant, without a key a new one. */
export type Command = { id: string; key?: string; version?: number | null };

/** An instant that many hours from now. */
export const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

export function verbsOf(db: TestDatabase) {
	const answer = (
		person: Person,
		work: (tx: TransactionSql) => PromiseLike<readonly { a?: unknown }[]>
	) => asPerson(db, person, async (tx) => one(await work(tx)).a);

	async function page(
		person: Person,
		filter: object = {},
		after: unknown = null,
		size = 100
	): Promise<Page> {
		const a = await answer(
			person,
			(tx) => tx`
			select public.queue_page(${tx.json(filter as never)}, ${after === null ? null : tx.json(after as never)}, ${size}) as a`
		);
		return doors.queue_page.answer.parse(a);
	}
	return {
		page,
		/** Every line, page after page. */
		async all(person: Person, filter: object = {}, size = 100): Promise<Row[]> {
			const rows: Row[] = [];
			for (let after: Page['next'] = null; ;) {
				const { rows: more, next }: Page = await page(person, filter, after, size);
				rows.push(...more);
				if (!next) return rows;
				after = next;
			}
		},
		async open(person: Person, id: string): Promise<WholeCase> {
			return doors.queue_case.answer.parse(
				await answer(person, (tx) => tx`select public.queue_case(${id}) as a`)
			);
		},
		call: (
			person: Person,
			{ key = newKey(), version = 1, id }: Command,
			outcome: string,
			again: string | null = null,
			note: string | null = null
		) =>
			answer(
				person,
				(tx) =>
					tx`select public.queue_call(${key}, ${id}, ${version}, ${outcome}, ${again}, ${note}) as a`
			),
		ask: (
			person: Person,
			{ key = newKey(), version = 1, id }: Command,
			body = 'Nhà ở gần trường nào?'
		) =>
			answer(person, (tx) => tx`select public.queue_ask(${key}, ${id}, ${version}, ${body}) as a`),
		giveBack: (
			person: Person,
			{ key = newKey(), version = 1, id }: Command,
			reason = 'Số điện thoại thiếu một chữ số',
			of: string | string[] = 'phone'
		) =>
			answer(
				person,
				(tx) =>
					tx`select public.queue_return(${key}, ${id}, ${version}, ${reason}, ${[of].flat()}) as a`
			),
		assign: (
			person: Person,
			{ key = newKey(), version = 1, id }: Command,
			officer: string | null
		) =>
			answer(
				person,
				(tx) => tx`select public.queue_assign(${key}, ${id}, ${version}, ${officer}) as a`
			),
		note: (person: Person, id: string, body = 'Nhà có chó', key = newKey()) =>
			answer(person, (tx) => tx`select public.queue_note(${key}, ${id}, ${body}) as a`),
		replace: (
			person: Person,
			{ key = newKey(), version = 1, id }: Command,
			hash = randomBytes(32).toString('hex'),
			checked: [boolean, boolean] = [true, true]
		) =>
			answer(
				person,
				(tx) => tx`
				select public.queue_replace_code(${key}, ${id}, ${version}, ${hash}, ${checked[0]}, ${checked[1]}) as a`
			),
		close: (
			person: Person,
			{ key = newKey(), version = 1, id }: Command,
			reason: string,
			note: string | null = null
		) =>
			answer(
				person,
				(tx) =>
					tx`select public.queue_close_call_back(${key}, ${id}, ${version}, ${reason}, ${note}) as a`
			),
		/** The clocks of a case, and whether each runs. */
		async clocksOf(id: string): Promise<Record<string, boolean>> {
			const rows =
				await db.sql`select clock, stopped_at is null as runs from queue.clocks_running where case_id = ${id}`;
			return Object.fromEntries(rows.map(({ clock, runs }) => [clock, runs]));
		}
	};
}
