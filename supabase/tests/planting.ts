/** A household, a caller and a family of whom everything is known that the portal can know, each word of it marked. */
import { connect } from '../local/bootstrap.ts';
import type { TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { asking, dataVerbs } from './data-verbs.ts';
import { helpOf, own } from './helping.ts';
import { officerOf, one } from './people.ts';

/** Stands in every text that is planted, and nowhere else. */
export const mark = 'Quế Trà My';
export const phone = '+84900000881';
const name = `Hồ Thị ${mark}`;
const email = 'que.tra.my@example.test';

export type Planted = Awaited<ReturnType<typeof plantEverything>>;

/** The seed's cases go first: what is left in the end is then nobody's. */
async function clear({ urls }: TestDatabase) {
	const admin = connect(urls.admin);
	await admin.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await tx`truncate queue.cases, booking.gatherings cascade`;
	});
	await admin.end();
}

export async function plantEverything(db: TestDatabase) {
	await clear(db);
	const desk = await officerOf(db, '21439', ['desk']);
	const helper = await officerOf(db, '21439', ['support']);
	const { sql } = db;
	const visit = await visitOf(db, '21439');
	const called = await callBackOf(db, '21439');
	const h = helpOf(db);
	const help = await h.inCare(helper, {
		...own,
		story: mark,
		family_name: name,
		family_phone: phone
	});
	await h.give(helper, help, { kind: 'goods', amount: null, goods: mark });
	await dataVerbs(db).say(visit, { ...asking('correct'), words: mark });
	await sql`update queue.data_requests set answer = ${mark}`;
	await sql`
		update booking.people set name = ${name}, needs = '{bedridden}', birth_year = 1940, birth_month = 2, birth_day = 3,
			old_number = '212345678', lacks_capacity = true, outcome_note = ${mark}, representative_name = ${name},
			representative_relation = ${mark}, receiver = ${name}`;
	await sql`
		update booking.visits set booker_name = ${name}, booker_phone = ${phone}, at_home_name = ${name}, at_home_phone = ${phone},
			landmark = ${mark}, address = ${mark}, permanent_elsewhere = ${mark}, papers = ${mark}`;
	await sql`update booking.call_backs set name = ${name}, phone = ${phone}, about = ${mark}`;
	await sql`
		update support.requests set story = ${mark}, reason = ${mark}, asker = 'neighbour', asker_name = ${name},
			asker_phone = ${phone}, may_name = true, landmark = ${mark}`;
	await sql`update support.visits set needs = '{care}', note = ${mark}`;
	for (const { id } of [visit, called, help]) {
		await sql`select queue.note_event(${id}, 'ask', 'system', null, '{}', ${mark}, true)`;
		await sql`insert into queue.notes (case_id, officer, body) values (${id}, ${desk.sub}, ${mark})`;
		await sql`insert into queue.questions (case_id, officer, body, answer) values (${id}, ${desk.sub}, ${mark}, ${mark})`;
		await sql`insert into queue.read_reasons (case_id, officer, code, words) values (${id}, ${desk.sub}, 'other', ${mark})`;
		await sql`
			insert into queue.drafts (officer, case_id, form, body, tab, at)
			values (${desk.sub}, ${id}, 'note', ${mark}, gen_random_uuid(), now())`;
		await sql`select queue.retitle(${id})`;
		await sql`
			insert into queue.commands (key, door, request_hash, answer, case_id)
			values (gen_random_uuid(), 'planted', sha256('planted'), ${sql.json({ name })}, ${id})`;
	}
	await sql`insert into notify.emails (case_id, address, officer) values (${visit.id}, ${email}, ${desk.sub})`;
	await sql`
		insert into notify.outbox (unit, purpose, channel, case_id, once, to_address, expires_at)
		select '21439', purpose, 'sms', ${visit.id}, gen_random_uuid()::text, ${phone}, now() + interval '1 day'
		from notify.purposes order by purpose limit 1`;
	await sql`
		insert into notify.outbox (unit, purpose, channel, case_id, once, to_tail, provider_id, expires_at, state, ended_at)
		select '21439', purpose, 'sms', ${visit.id}, gen_random_uuid()::text, '81', 'que-tra-my', now(), 'sent', now()
		from notify.purposes order by purpose limit 1`;
	await sql`
		insert into booking.readiness (case_id, day, power, seat, papers, home, said_by)
		values (${visit.id}, '2026-01-03', 'yes', 'yes', 'yes', 'yes', 'citizen')`;
	const { handover } = one(
		await sql`
			insert into queue.handovers (unit, change_at, begun_by) values ('21439', now(), ${desk.sub}) returning id as handover`
	);
	await sql`
		insert into queue.handover_lines (handover, case_id, officer, body, salt)
		values (${handover}, ${visit.id}, ${desk.sub}, ${mark}, gen_random_uuid())`;
	const { link } = one(
		await sql`
			insert into queue.links (kind, kept, other, officer) values ('split', ${visit.id}, ${called.id}, ${desk.sub}) returning id as link`
	);
	await sql`insert into queue.link_rows (link, rows) values (${link}, ${sql.json({ name })})`;
	await sql`insert into booking.caller_lookups (unit, officer, phone, found) values ('21439', ${desk.sub}, ${phone}, 1)`;
	await sql`
		insert into staff.invitations (unit, name, email, roles, token_hash)
		values ('21439', ${name}, ${email}, '{desk}', sha256('planted'))`;
	await plantGathering(db);
	return { desk, visit, called, help };
}

async function plantGathering({ sql }: TestDatabase) {
	const { day } = one(
		await sql`
			with t as (insert into booking.teams (unit, name, places) values ('21439', 'Tổ Thử', 4) returning id)
			insert into booking.team_days (team, unit, day, start_place, places, reserved_hotline, reserved_ward)
			select t.id, '21439', house.local_day(now()) - 1, 'unit:21439', 4, 0, 0 from t returning id as day`
	);
	await sql`
		insert into booking.gatherings (
			unit, team_day, kind, name, area, area_valid_from, place_id, from_minute, to_minute, keeper_name, keeper_phone, note
		)
		select '21439', ${day}, 'culture_house', 'Nhà văn hóa', a.code, a.valid_from, 'area:' || a.code, 480, 600, ${name}, ${phone}, ${mark}
		from unit.areas a where a.unit = '21439' order by a.code limit 1`;
}

/** Puts all of it so many days into the past; the cases as ended. */
export async function age({ sql }: TestDatabase, days: number) {
	const span = `${days} days`;
	await sql`
		update queue.cases
		set ended_at = now() - ${span}::interval, state = case when kind = 'call_back' then 'converted' else 'done' end
		where kind in ('home_visit', 'call_back', 'support', 'data_request')`;
	await sql`
		update booking.team_days set day = house.local_day(now()) - ${days}::int
		where id in (select team_day from booking.gatherings)`;
	await sql`update booking.caller_lookups set at = now() - ${span}::interval`;
	await sql`update queue.drafts set at = now() - ${span}::interval`;
	await sql`update queue.commands set at = now() - ${span}::interval`;
	await sql`update notify.outbox set ended_at = now() - ${span}::interval where state = 'sent'`;
	await sql`update staff.invitations set expires_at = now() - ${span}::interval where used_at is null`;
}
