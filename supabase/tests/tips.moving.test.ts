/** Handing a tip to another unit’s desk. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { one, problemOf } from './people.ts';
import { door, enrol, newKeys, secretsFor } from './sealed.ts';
import { look, scene, sendTip, tell, type Scene } from './tipping.ts';
import { open, rekey, grant } from './tip-verbs.ts';
import { verbsOf } from './verbs.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

describe('handing a tip to another unit', () => {
	const there = () => [s.keys.neighbour.verify, s.keys.late.verify];
	test('moves it out of the old unit and into the new one, with what was said', async () => {
		const { id, hash } = await sendTip(s);
		await open(s, s.first, id);
		const q = verbsOf(s.db);
		await q.assign(s.first, { id, version: 2 }, s.first.sub);
		for (const verify of there()) await grant(s, s.first, id, verify);
		await rekey(s, s.first, id, {
			unit: '21451',
			secrets: secretsFor(s.seal, 'T', [...there(), null])
		});
		for (const person of [s.first, s.second, s.lead])
			expect(await problemOf(door(s.db, person, 'tips_open', { id }))).toMatchObject({
				message: 'not_found'
			});
		expect((await q.all(s.lead)).map((row) => row.id)).not.toContain(id);
		const tip = await open(s, s.late, id);
		expect(tip).toMatchObject({ unit: '21451', sent_to: '21439', epoch: 2 });
		expect(tip.secrets.map(({ epoch }) => epoch)).toEqual([1, 2]);
		expect((await q.open(s.late, id)).row.assignee).toBeNull();
		const moved = (await q.open(s.late, id)).events.find(({ code }) => code === 'moved')!;
		expect(moved).toMatchObject({
			visible_to_citizen: true,
			data: { from_unit: '21439', to_unit: '21451' }
		});
		expect(await look<OpenedTip>(s, hash)).toMatchObject({
			unit: { code: '21451' },
			moved_from: 'Công an phường Đức Phổ',
			home: '21439'
		});
		// Lists of both units stay readable: the old officers' messages were signed under theirs.
		for (const unit of ['21439', '21451'])
			expect(
				await door(s.db, 'service_role', 'lookup_desk', {
					lookup_hash: hash,
					from: 1,
					version: 1,
					unit
				})
			).not.toBeNull();
	});

	test('reckons its clocks by the calendar over there', async () => {
		const { id } = await sendTip(s);
		const { version } = await open(s, s.first, id);
		await tell(s, s.first, 'tips_classify', { id, version, as: 'crime' });
		await s.db.sql`insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed)
			select '21451', house.local_day(now()) + n, false, true from generate_series(0, 20) n`;
		const due = async () =>
			one(
				await s.db
					.sql`select due_at from queue.clocks_running where case_id = ${id} and clock = 'acknowledge'`
			).due_at as Date;
		const before = await due();
		await rekey(s, s.first, id, {
			unit: '21451',
			secrets: secretsFor(s.seal, 'T', [...there(), null])
		});
		expect((await due()).getTime()).toBeGreaterThan(before.getTime() + 14 * 86_400_000);
	});

	test('goes to nobody without a list, nor once it has ended', async () => {
		const { id } = await sendTip(s);
		const { version } = await open(s, s.first, id);
		const to = (unit: string) =>
			problemOf(
				rekey(s, s.first, id, { unit, secrets: secretsFor(s.seal, 'T', [...there(), null]) })
			);
		expect(await to('21457')).toMatchObject({ message: 'unknown_key' });
		await tell(s, s.first, 'tips_close', { id, version, as: 'duplicate' });
		expect(await to('21451')).toMatchObject({ message: 'not_allowed' });
	});

	test('of keys that were made anew since the list is refused', async () => {
		const { id } = await sendTip(s);
		await enrol(s.db, s.late, newKeys(), true);
		expect(await problemOf(grant(s, s.first, id, s.keys.late.verify))).toMatchObject({
			message: 'unknown_key'
		});
	});
});
