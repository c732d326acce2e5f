/** What an officer does with views, the search and many cases at once, said shortly. */
import {
	doors,
	type Bulk,
	type BulkResult,
	type Counts,
	type View
} from '../functions/_shared/contracts/queue-views.ts';
import type { Row } from '../functions/_shared/contracts/queue.ts';
import type { TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, one, type Person } from './people.ts';

export type ViewVerbs = ReturnType<typeof viewVerbsOf>;
type Draft = { id?: string | null; name?: string; shared?: boolean; filter?: object; key?: string };
type Many = { id: string; version?: number }[];

export function viewVerbsOf(db: TestDatabase) {
	const json = (value: unknown) => db.sql.json(value as never);
	return {
		async views(person: Person): Promise<{ views: View[]; counts: Counts }> {
			const { a } = one(await asPerson(db, person, (tx) => tx`select public.queue_views() as a`));
			return doors.queue_views.answer.parse(a);
		},
		async save(person: Person, draft: Draft = {}): Promise<string> {
			const { id = null, name = 'Gọi lại ở Phổ Thạnh', shared = false, key = newKey() } = draft;
			const filter = draft.filter ?? { kind: 'call_back' };
			const { a } = one(
				await asPerson(
					db,
					person,
					(tx) =>
						tx`select public.queue_view_save(${key}, ${id}, ${name}, ${shared}, ${json(filter)}) as a`
				)
			);
			return doors.queue_view_save.answer.parse(a).id;
		},
		remove: (person: Person, id: string, key = newKey()) =>
			asPerson(db, person, (tx) => tx`select public.queue_view_delete(${key}, ${id}) as a`),
		async search(person: Person, q: string, filter: object = {}, size = 50) {
			const { a } = one(
				await asPerson(
					db,
					person,
					(tx) => tx`select public.queue_search(${q}, ${json(filter)}, ${size}) as a`
				)
			);
			return doors.queue_search.answer.parse(a);
		},
		async bulk(
			person: Person,
			cases: Many,
			what: Bulk | object,
			key = newKey()
		): Promise<BulkResult[]> {
			const named = cases.map(({ id, version = 1 }) => ({ id, version }));
			const { a } = one(
				await asPerson(
					db,
					person,
					(tx) => tx`select public.queue_bulk(${key}, ${json(named)}, ${json(what)}) as a`
				)
			);
			return doors.queue_bulk.answer.parse(a).results;
		},
		async take(person: Person, ids: string[]): Promise<Row[]> {
			const { a } = one(
				await asPerson(db, person, (tx) => tx`select public.queue_export(${ids}) as a`)
			);
			return doors.queue_export.answer.parse(a).rows;
		}
	};
}
