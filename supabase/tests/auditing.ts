/** Officers of one unit who read cases, and those who ask who did. */
import type { Read } from '../functions/_shared/contracts/queue-audit.ts';
import { officerOf, problemOf, type Person } from './people.ts';
import { door } from './sealed.ts';
import { scene as tipping, tell, type Scene as Tipping } from './tipping.ts';
import { verbsOf, type Verbs } from './verbs.ts';

export const unit = '21439';
export type Scene = Tipping & { q: Verbs; other: Person; boss: Person; auditor: Person };
export type Told = { reads: Read[]; more: boolean };

export async function scene(): Promise<Scene> {
	const s = await tipping();
	const { db } = s;
	return {
		...s,
		q: verbsOf(db),
		desk: await officerOf(db, unit, ['desk'], 'Nguyễn Thị Trực'),
		other: await officerOf(db, unit, ['desk'], 'Trần Văn Gác'),
		// A lead who stands in no list of tips.
		boss: await officerOf(db, unit, ['lead'], 'Lê Văn Trưởng'),
		auditor: await officerOf(db, unit, ['auditor'], 'Phạm Thị Soát')
	};
}

/** The code of a refusal, or null. */
export const refused = async (work: Promise<unknown>) => (await problemOf(work))?.message ?? null;

export const give = (
	s: Scene,
	who: Person,
	id: string,
	why = 'stands_in',
	words: string | null = null
) => tell(s, who, 'queue_reason', { id, reason: why, words });

export const readersOf = (s: Scene, who: Person, id: string) =>
	door<Told>(s.db, who, 'queue_case_reads', { id, reference: null });

/** What an officer read today. */
export async function readBy(s: Scene, who: Person, { sub }: Person) {
	const [row] = await s.db.sql`select house.local_day(now())::text as day`;
	const span = { officer: sub, from_day: row!.day, to_day: row!.day };
	return door<Told>(s.db, who, 'queue_officer_reads', span);
}
