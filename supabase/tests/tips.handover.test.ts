/** How a tip that was handed to investigators is erased at once, and by whom. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { doors } from '../functions/_shared/contracts/tips.ts';
import { asPerson, newKey, problemOf } from './people.ts';
import { door } from './sealed.ts';
import { look, scene, sendTip, write, type Scene } from './tipping.ts';
import { close, erase, note, notesKey, open, say } from './tip-verbs.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

async function handedOver() {
	const tip = await sendTip(s);
	const { version } = await open(s, s.first, tip.id);
	return { ...tip, ...(await close(s, tip.id, version, 'handed_over', s.second)) };
}

describe('a tip that is an investigation now', () => {
	test('is erased by a member at once, who gets a certificate with both dates', async () => {
		const { id, hash, reference, version } = await handedOver();
		await notesKey(s, s.second, id);
		await note(s, s.second, id);
		const certificate = doors.tips_erase.answer.parse(
			await erase(s, s.first, { id, version, notes: 1 })
		);
		expect(certificate.reference).toBe(reference);
		const erased = new Date(certificate.erased_at).getTime();
		expect(erased % 3_600_000).toBe(0);
		const days = (Date.parse(certificate.backups_forget_by) - erased) / 86_400_000;
		expect(Math.abs(days - 35)).toBeLessThan(1);
		for (const table of ['items', 'secrets', 'notes', 'note_keys'])
			expect(
				await s.db.sql.unsafe(`select 1 from tips.${table} where case_id = '${id}'`),
				table
			).toHaveLength(0);
		expect(await look<OpenedTip>(s, hash)).toMatchObject({
			reference,
			state: 'handed_over',
			items: [],
			actions: []
		});
		expect(await problemOf(write(s, hash, { seq: 2, epoch: 1 }))).toMatchObject({
			message: 'not_allowed'
		});
	});

	test('is not erased by who ended it, while somebody else stands on the desk list', async () => {
		const { id, version } = await handedOver();
		expect(await problemOf(erase(s, s.second, { id, version }))).toMatchObject({
			code: 'PT409',
			message: 'two_people'
		});
		expect((await open(s, s.first, id)).items).toHaveLength(2);
		// A desk of one has nobody to ask.
		await s.db
			.sql`update staff.officers set disabled_at = now() where user_id in (${s.first.sub}, ${s.lead.sub})`;
		try {
			expect(await erase(s, s.second, { id, version })).toMatchObject({
				reference: expect.any(String)
			});
		} finally {
			await s.db
				.sql`update staff.officers set disabled_at = null where user_id in (${s.first.sub}, ${s.lead.sub})`;
		}
	});

	test('gives the same certificate when its answer was lost, although nobody is a member any more', async () => {
		const { id, version } = await handedOver();
		const args = { id, version, key: newKey() };
		const first = await erase(s, s.first, args);
		expect(await problemOf(door(s.db, s.first, 'tips_open', { id }))).toMatchObject({
			message: 'not_found'
		});
		expect(await erase(s, s.first, args)).toEqual(first);
		expect(await problemOf(erase(s, s.first, { id, version }))).toMatchObject({
			message: 'not_found'
		});
		const events = await s.db.sql`
			select code, officer from queue.events where case_id = ${id} and code like 'erase%' order by place`;
		expect([...events]).toEqual([
			{ code: 'erase', officer: s.first.sub },
			{ code: 'erased', officer: null }
		]);
	});

	test('is kept when somebody wrote after the export', async () => {
		const { id, version } = await handedOver();
		await say(s, s.second, id, 2);
		expect(await problemOf(erase(s, s.first, { id, version }))).toMatchObject({ message: 'stale' });
		expect((await open(s, s.first, id)).items).toHaveLength(3);
	});

	test('is kept when another member noted something that the export does not hold', async () => {
		const { id, version } = await handedOver();
		await notesKey(s, s.second, id);
		await note(s, s.second, id);
		expect(await problemOf(erase(s, s.first, { id, version }))).toMatchObject({
			message: 'stale',
			detail: 'notes'
		});
		expect((await open(s, s.first, id)).notes).toHaveLength(1);
		await erase(s, s.first, { id, version, notes: 1 });
	});

	test('is kept although the note was still on its way when the erasure asked', async () => {
		const { id, version } = await handedOver();
		await notesKey(s, s.second, id);
		let erasing: Promise<unknown>;
		const sealed = s.seal(4);
		await asPerson(s.db, s.second, async (tx) => {
			await tx`select public.tips_note(${newKey()}, ${id}, ${newKey()}, 1, ${sealed})`;
			erasing = problemOf(erase(s, s.first, { id, version }));
			// Written, not yet committed: the erasure must wait for it, or it would count no note.
			await expect
				.poll(
					async () =>
						(
							await s.db.sql`select 1 from pg_stat_activity
							where datname = current_database() and wait_event_type = 'Lock' and query like '%tips_erase%'`
						).length
				)
				.toBe(1);
		});
		expect(await erasing!).toMatchObject({ message: 'stale', detail: 'notes' });
		expect((await open(s, s.first, id)).notes).toHaveLength(1);
	});

	test('takes no note that comes while it is being erased', async () => {
		for (let turn = 0; turn < 5; turn++) {
			const { id, version } = await handedOver();
			await notesKey(s, s.second, id);
			const [erased, noted] = await Promise.all([
				problemOf(erase(s, s.first, { id, version })),
				problemOf(note(s, s.second, id))
			]);
			// One of them was first, and the other knows.
			if (erased === null) expect(['not_found', 'not_allowed']).toContain(noted?.message);
			else {
				expect(erased).toMatchObject({ message: 'stale' });
				expect(noted).toBeNull();
			}
		}
	});

	test('is not erased by the desk, another unit or an investigator who is no member', async () => {
		const { id, version } = await handedOver();
		for (const person of [s.desk, s.neighbour, s.outside])
			expect(await problemOf(erase(s, person, { id, version }))).toMatchObject({
				message: 'not_found'
			});
		expect((await open(s, s.first, id)).items).toHaveLength(2);
	});
});

test('a tip that ended otherwise, or goes on, is not erased before its days are over', async () => {
	for (const as of ['resolved', 'unfounded', 'duplicate', null]) {
		const { id } = await sendTip(s);
		let { version } = await open(s, s.first, id);
		if (as) ({ version } = await close(s, id, version, as));
		expect(await problemOf(erase(s, s.first, { id, version })), `${as}`).toMatchObject({
			message: 'not_allowed'
		});
	}
});
