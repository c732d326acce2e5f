/** Cases that somebody has worked on, to be hidden from those outside. */
import { connect } from '../../supabase/local/bootstrap.ts';
import { unit, type Scene } from '../../supabase/tests/auditing.ts';
import { visitOf } from '../../supabase/tests/cases.ts';
import { helpOf } from '../../supabase/tests/helping.ts';
import { door } from '../../supabase/tests/sealed.ts';
import { sendTip, tell } from '../../supabase/tests/tipping.ts';
import type { Hidden } from './compartments-asking.ts';

/** Makes the next case that is opened one with this id. */
async function withId(s: Scene, id: string, make: () => Promise<unknown>) {
	const root = connect(s.db.urls.admin);
	try {
		await root.unsafe(`alter table queue.cases alter column id set default '${id}'`);
		await make();
	} finally {
		await root.unsafe('alter table queue.cases alter column id set default gen_random_uuid()');
		await root.end();
	}
}

/** A tip that its members have opened, answered for, printed and given to one of them. */
export const aTip = (s: Scene, { id, reference }: Hidden) =>
	withId(s, id, async () => {
		await sendTip(s, { urgent: true });
		await s.db.sql`update queue.cases set reference = ${reference} where id = ${id}`;
		await door(s.db, s.first, 'tips_open', { id });
		await tell(s, s.first, 'queue_assign', { id, version: 2, officer: s.second.sub });
		await tell(s, s.first, 'queue_paper', { what: 'tip_slip', cases: [id] });
	});
/** A visit that its desk has called about, opened and printed. */
export const aVisit = (s: Scene, { id, reference }: Hidden) =>
	withId(s, id, async () => {
		await visitOf(s.db, unit);
		await s.db.sql`update queue.cases set reference = ${reference} where id = ${id}`;
		await s.q.open(s.desk, id);
		await s.q.call(s.desk, { id }, 'answered');
		await tell(s, s.desk, 'queue_paper', { what: 'run_sheet', cases: [id] });
	});
/** A request for help whose family has said yes and waits for a visit. */
export const aRequest = (s: Scene, { id, reference }: Hidden) =>
	withId(s, id, async () => {
		const help = helpOf(s.db);
		const of = await help.ask({ area: unit });
		await s.db.sql`update queue.cases set reference = ${reference} where id = ${id}`;
		await help.consent(s.desk, of);
		await help.day(s.desk, of);
	});
