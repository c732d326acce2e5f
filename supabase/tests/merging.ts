/** Households that booked twice, and what the desk does about it. */
import { randomUUID } from 'node:crypto';
import { opened } from '../functions/_shared/contracts/lookup.ts';
import { doors } from '../functions/_shared/contracts/queue-merging.ts';
import type { TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { aLookup, booked, hash, service, windows } from './household.ts';
import { rowsOf } from './rows.ts';
import { writing, type Who } from './writing.ts';

export type Case = { id: string; version: number; reference: string; lookup: string };
type Window = readonly [number, number];
type How = { stands?: 'kept' | 'other' | null; bring?: string[] };

export async function merging(db: TestDatabase) {
	const scene = await writing(db);
	const { g } = scene;
	const visitAt = (window: Window, names = ['Bà Minh Họa'], minutes = 25) =>
		booked(db, g, window, names, minutes) as Promise<Case & { visit: string; people: string[] }>;
	const w = { ...scene, visitAt };

	async function callBack(): Promise<Case> {
		const lookup = aLookup();
		const form = {
			name: 'Cháu Minh Họa',
			phone: '+84900000100',
			area: home.unit,
			hamlet: g.hamlets[0],
			when: 'any',
			about: null
		};
		await service(
			db,
			(tx) => tx`select public.booking_call_back_write(
				${randomUUID()}, ${tx.json({ lookup })}, ${hash(lookup)}, ${tx.json(form as never)}, array['cây đa', 'bến nước'], null)`
		);
		const [row] = await db.sql`
			select c.id, c.version, c.reference from queue.cases c join lookup.codes l on l.case_id = c.id
			where l.hash = decode(${hash(lookup)}, 'hex')`;
		return { ...(row as unknown as Case), lookup };
	}

	const bump = async (at: Case) => {
		const [row] = await db.sql`select version from queue.cases where id = ${at.id}`;
		at.version = row!.version;
	};

	return {
		w,
		dump: (at: { id: string }) => rowsOf(db, at),
		callBack,
		/** Every earlier promise and case makes room. */
		clear: async () => {
			await db.sql`delete from booking.stops`;
			await db.sql`update booking.visits set booker_phone = null, hamlet = null where case_id is not null`;
			await db.sql`update booking.call_backs set phone = null, hamlet = null`;
		},
		/** The first window and the third of one day; `names` stand in the second booking. */
		pair: async ({ names = ['Bà Minh Họa'] } = {}) => {
			const kept = await visitAt(windows[0]);
			const other = await visitAt(windows[2], names, names.length > 1 ? 35 : 25);
			return [kept, other] as const;
		},
		whole: (id: string) => w.whole('desk', id),
		preview: async (kept: Case, { reference }: { reference: string }, bring: string[] = []) =>
			doors.queue_merge_preview.answer.parse(
				await w.said('desk', 'queue_merge_preview', { id: kept.id, reference, bring })
			),
		async merge(
			kept: Case,
			other: Case,
			{ stands = 'kept', bring = [] }: How = {},
			who: Who = 'desk'
		) {
			const done = doors.queue_merge.answer.parse(
				await w.tell(who, 'queue_merge', {
					id: kept.id,
					version: kept.version,
					other: other.id,
					other_version: other.version,
					stands,
					bring
				})
			);
			await bump(kept);
			return done;
		},
		async split(
			at: Case,
			people: string[],
			{ lookup = aLookup(), together = false } = {},
			who: Who = 'desk'
		) {
			const { id, version } = at;
			const done = doors.queue_split.answer.parse(
				await w.tell(who, 'queue_split', {
					id,
					version,
					people,
					lookup_hash: hash(lookup),
					together
				})
			);
			await bump(at);
			return { ...done.made, lookup };
		},
		undoPreview: async (kept: Case, link: string) =>
			doors.queue_link_preview.answer.parse(
				await w.said('desk', 'queue_link_preview', { id: kept.id, link })
			),
		async undo(kept: Case, link: string, waitlist = false) {
			const { id, version } = kept;
			await w.tell('desk', 'queue_link_undo', { id, version, link, waitlist });
			await bump(kept);
		},
		async confirm(at: Case) {
			const { id, version } = at;
			await w.tell('desk', 'booking_confirm', {
				id,
				version,
				checked: 'population_data',
				papers: null
			});
			await bump(at);
		},
		/** Given back to the family to be mended. */
		async giveBack(at: Case) {
			const { id, version } = at;
			await w.tell('desk', 'queue_return', {
				id,
				version,
				reason: 'Thiếu một chữ số',
				fields: ['phone']
			});
			await bump(at);
		},
		/** The desk books a visit for who asked for a call, without a window yet. */
		becomesVisit: ({ id, version }: Case) =>
			service(
				db,
				(tx) =>
					tx`select public.booking_from_call_back_write(${randomUUID()}, '{}', ${w.as.desk.sub}, ${id}, ${version},
						${tx.json(home.form(g.hamlets[0]!) as never)}, 25, null, ${randomUUID()}, 'hotline', null)`
			),
		/** As a case without a window waits for one. */
		async wait(at: Case) {
			await db.sql`select booking.vacate(v.id) from booking.visits v where v.case_id = ${at.id}`;
			await db.sql`update queue.cases set state = 'waiting' where id = ${at.id}`;
		},
		stopsOf: ({ id }: Case) => db.sql`
			select s.window_from, s.window_to, s.start, s.service, s.channel, s.team_day from booking.stops s
			join booking.visits v on v.id = s.subject where v.case_id = ${id}`,
		opened: async ({ lookup }: Case) => {
			const [row] = await service(
				db,
				(tx) => tx`select public.lookup_open(${hash(lookup)}, null) as o`
			);
			return opened.parse(row!.o);
		},
		say: ({ lookup }: Case, version: number, say: object) =>
			service(
				db,
				(tx) =>
					tx`select public.lookup_say(${hash(lookup)}, ${randomUUID()}, ${version}, ${tx.json(say as never)})`
			),
		/** Another family, whose visit begins as soon as the team can be there. */
		nextAfter: async () => {
			const next = await visitAt(windows[0], ['Bà Kế Bên']);
			const [before] = await db.sql`
				select max(finish) as free from booking.stops where team_day = ${g.teamDay} and subject <> ${next.visit} and finish < 660`;
			await db.sql`
				update booking.stops s set travel = 2, start = ${before!.free} + 2, finish = ${before!.free} + 2 + s.service,
					busy = tstzrange(house.at(d.day, ${before!.free}), house.at(d.day, ${before!.free} + 2 + s.service))
				from booking.team_days d where d.id = s.team_day and s.subject = ${next.visit}`;
		},
		somebodyAt: (window: Window) => visitAt(window, ['Ông Đến Sau']),
		/** As after a storm: a window is kept for the case until it answers. */
		keepWindowFor: ({ id }: Case) => db.sql`
			insert into booking.held_offers (case_id, subject, why, team_day, window_from, window_to, until)
			values (${id}, gen_random_uuid(), 'waitlist', ${g.teamDay}, 540, 660, now() + interval '1 day')`,
		/** The people of a case come to a house of culture instead of being visited. */
		gather: ({ id }: Case) => db.sql`
			with made as (
				insert into booking.gatherings (unit, team_day, kind, name, area, area_valid_from, hamlet, place_id, from_minute, to_minute)
				values (${home.unit}, ${g.teamDay}, 'culture_house', 'Nhà văn hóa', ${home.unit}, '2025-07-01', ${g.hamlets[0]!}, ${`hamlet:${g.hamlets[0]}`}, 810, 1020)
				returning id
			),
			left_stop as (
				delete from booking.stops s using booking.visits v where v.id = s.subject and v.case_id = ${id}
			)
			update booking.visits v set gathering = made.id, gathered_at = now() from made where v.case_id = ${id}`,
		async tip(): Promise<Case> {
			const [row] = await db.sql`
				insert into queue.cases (kind, reference, unit, state, channel, title_code)
				values ('tip', ${`TB-26-${randomUUID().slice(0, 6)}`}, ${home.unit}, 'new', 'web', 'tip') returning id, version, reference`;
			return { ...(row as unknown as Case), lookup: '' };
		}
	};
}
export type Merging = Awaited<ReturnType<typeof merging>>;
