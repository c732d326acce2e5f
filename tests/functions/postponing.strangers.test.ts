/** Who may postpone, and what nobody may. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { doors } from '../../supabase/functions/_shared/contracts/booking-postponing.ts';
import { ask, officer, refusal, sky, type Person, type Sky } from './postponing.ts';

let under: Sky;
let db: Sky['db'];
let at: Sky['at'];
let lead: Person;
let desk: Person;
let first: string;
let second: string;
let see: Sky['see'];
beforeAll(async () => {
	under = await sky();
	({ db, at, lead, desk, first, second, see } = under);
});
afterAll(() => under?.db.drop());
beforeEach(() => under.clear());

describe('strangers', () => {
	it('and officers without the role may not postpone, reopen, or see; another unit has nothing to see', async () => {
		const scope = { team: null, area: null, from_day: first, to_day: first };
		expect(await refusal(at.postpone(desk, first))).toBe('role_missing');
		expect(await refusal(ask(db, desk, 'booking_postpone_preview', scope))).toBe('role_missing');
		expect(await refusal(ask(db, desk, 'booking_roads', {}))).toBe('role_missing');
		await db.sql`insert into unit.units (code, name, full_name, type, police_name, lat, lon)
			values ('99092', 'Khác', 'Xã Khác', 'xã', 'Công an xã Khác', 14.9, 108.9)`;
		await db.sql`insert into unit.settings (unit) values ('99092')`;
		const stranger = await officer(db, ['lead'], '99092');
		const one = await at.booked(first);
		expect(await ask(db, stranger, 'booking_postpone_preview', scope)).toMatchObject({
			visits: 0,
			cases: []
		});
		const { id } = await at.postpone(lead, first);
		expect(await refusal(at.reopen(stranger, id))).toBe('not_found');
		expect(await ask(db, stranger, 'booking_postponements', {})).toEqual({ postponements: [] });
		await at.tend();
		const [offer] = (await see(one)).offers!;
		const take = { key: randomUUID(), id: one.id, version: 2, offer: offer!.id };
		expect(await refusal(ask(db, stranger, 'booking_offer_take', take))).toBe('not_found');
		const other = await at.booked(second);
		expect(await refusal(at.say(other, { act: 'take', offer: offer!.id }))).toBe('offer_gone');
		const report = doors.booking_postponements.answer.parse(
			await ask(db, lead, 'booking_postponements', {})
		);
		expect(report.postponements[0]!.cases).toMatchObject([
			{ id: one.id, ended: null, offers: 2, called: false, now: null }
		]);
	});

	it('are refused a scope that is none', async () => {
		for (const [over, field] of [
			[{ from_day: '2020-01-01' }, 'from_day'],
			[{ to_day: '2020-01-01' }, 'to_day'],
			[{ area: '00000' }, 'area'],
			[{ team: randomUUID() }, 'team'],
			[{ reason: 'rain' }, 'reason'],
			[{ reason: 'other' }, 'note']
		] as const) {
			const problem = await at.postpone(lead, first, over).then(
				() => null,
				(error: { detail: string }) => error.detail
			);
			expect(problem).toBe(field);
		}
	});
});
