/** Extensions of a tip's clocks: which document grants them, what they stop and start, and how they are undone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byAgency, byProcuracy, clocking, crimes, dayAgo } from './clocking.ts';
import { newKey, problemOf } from './people.ts';
import { scene, sendTip, tell, type Scene } from './tipping.ts';
import { classify, open, rekey } from './tip-verbs.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let s: Scene;
let q: Verbs;
let k: ReturnType<typeof clocking>;
let c: ReturnType<typeof crimes>;
beforeAll(async () => {
	s = await scene();
	q = verbsOf(s.db);
	k = clocking(s.db, q);
	c = crimes(s, q);
});
afterAll(() => s?.db.drop());

describe('an extension', () => {
	test('names its document in the history, and nothing of it is said to the sender', async () => {
		const { id, version } = await c.crime();
		await k.extend(s.first, { id, version }, 'extension 1', {
			...byAgency,
			number: ' 15/qđ-csđt '
		});
		const event = (await q.open(s.first, id)).events.find(({ code }) => code === 'clock_extend')!;
		expect(event).toMatchObject({
			by: 'officer',
			visible_to_citizen: false,
			data: {
				extension: 'extension 1',
				document: byAgency,
				stopped: ['decide'],
				started: ['decide, complex', 'ask for extension']
			}
		});
		expect(new Date(event.at).getTime() % 3_600_000).toBe(0);
	});

	test('is refused where there is nothing to extend, without its document, and from the wrong hand', async () => {
		const { id, version } = await c.crime('2 days');
		const refused = async (extension: string, document: object | null) =>
			problemOf(k.extend(s.first, { id, version }, extension, document));
		expect(await refused('extension 2', byProcuracy)).toMatchObject({ message: 'not_allowed' });
		expect(await refused('extension 9', byAgency)).toMatchObject({ message: 'not_allowed' });
		expect(await refused('extension 1', null)).toMatchObject({
			message: 'required',
			detail: 'document.number'
		});
		for (const [change, message, detail] of [
			[{ granted_by: 'procuracy' }, 'bad_format', 'document.granted_by'],
			[{ number: 'ông Ba cho phép' }, 'bad_format', 'document.number'],
			[{ number: ' ' }, 'required', 'document.number'],
			[{ day: dayAgo(-1) }, 'in_future', 'document.day'],
			[{ day: dayAgo(4) }, 'before_receipt', 'document.day'],
			[{ day: 'mai' }, 'bad_format', 'document.day'],
			[{ day: null }, 'required', 'document.day'],
			[{ page: 3 }, 'unknown_field', 'page']
		] as const)
			expect(await refused('extension 1', { ...byAgency, ...change })).toMatchObject({
				message,
				detail
			});
		const other = await sendTip(s);
		const opened = await open(s, s.first, other.id);
		await classify(s, other.id, opened.version, 'other');
		expect(
			await problemOf(
				k.extend(s.first, { id: other.id, version: opened.version + 1 }, 'extension 1', byAgency)
			)
		).toMatchObject({ message: 'not_allowed' });
	});

	test('cannot prolong what was over on the day of its document, and can what was not', async () => {
		const { id, version } = await c.crime('22 days');
		expect(
			await problemOf(k.extend(s.first, { id, version }, 'extension 1', byAgency))
		).toMatchObject({ message: 'clock_over', detail: 'document.day' });
		const intime = { ...byAgency, day: dayAgo(3) };
		await k.extend(s.first, { id, version }, 'extension 1', intime);
		expect((await q.open(s.first, id)).clock_steps.extensions.map((x) => x.extension)).toEqual([
			'extension 2'
		]);
	});

	test('comes once though it is clicked twice, and is told when the case has moved on', async () => {
		const { id, version } = await c.crime();
		const key = newKey();
		const said = await k.extend(s.first, { id, version, key }, 'extension 1', byAgency);
		expect(await k.extend(s.first, { id, version, key }, 'extension 1', byAgency)).toEqual(said);
		expect(
			await problemOf(k.extend(s.first, { id, version }, 'extension 2', byProcuracy))
		).toMatchObject({ message: 'stale' });
	});

	test('is undone by a further event alone, and everything runs as before', async () => {
		const { id, version } = await c.crime('3 days');
		const before = await c.ends(id);
		await k.extend(s.first, { id, version }, 'extension 1', byAgency);
		await k.extend(s.first, { id, version: version + 1 }, 'extension 2', byProcuracy);
		// The last one first.
		expect(
			await problemOf(k.withdraw(s.first, { id, version: version + 2 }, 'extension 1'))
		).toMatchObject({ message: 'not_allowed' });
		expect(
			await problemOf(k.withdraw(s.first, { id, version: version + 2 }, 'extension 2', 'revoked'))
		).toMatchObject({ message: 'required', detail: 'document.number' });
		await k.withdraw(s.first, { id, version: version + 2 }, 'extension 2', 'revoked', byProcuracy);
		expect(Object.keys(await c.ends(id))).toContain('ask for extension');
		await k.withdraw(s.first, { id, version: version + 3 }, 'extension 1');
		expect(await c.ends(id)).toEqual(before);
		const { events, clock_steps } = await q.open(s.first, id);
		expect(events.map(({ code }) => code).filter((code) => code.startsWith('clock_'))).toEqual([
			'clock_extend',
			'clock_extend',
			'clock_withdraw',
			'clock_withdraw'
		]);
		expect(clock_steps).toMatchObject({
			withdraw: null,
			extensions: [{ extension: 'extension 1' }]
		});
		// Granted again it begins anew.
		await k.extend(s.first, { id, version: version + 4 }, 'extension 1', byAgency);
		expect(Object.keys(await c.ends(id))).toContain('decide, complex');
	});

	test('goes with a tip to another unit, and with its classification', async () => {
		const { id, version } = await c.crime();
		await k.extend(s.first, { id, version }, 'extension 1', byAgency);
		const before = await c.ends(id);
		await classify(s, id, version + 1, 'other');
		expect(await c.ends(id)).toEqual({});
		expect((await k.clock(s.first, id, 'decide, complex')).stopped_why).toBe('unclassified');
		await classify(s, id, version + 2, 'crime');
		expect(await c.ends(id)).toEqual(before);
		await rekey(s, s.first, id);
		expect(await c.ends(id)).toEqual(before);
	});

	test('has no words of people in it, whoever writes the event', async () => {
		const { id } = await c.crime();
		for (const change of [{ number: '15 cho ông Ba' }, { granted_by: 'ông Ba' }, { said: 'gấp' }])
			await expect(
				s.db.sql`insert into queue.events (case_id, code, by, data, visible_to_citizen)
					values (${id}, 'clock_extend', 'system', ${s.db.sql.json({ document: { ...byAgency, ...change } })}, false)`
			).rejects.toMatchObject({ constraint_name: 'events_name_documents' });
	});

	test('is of a tip’s members alone', async () => {
		const { id, version } = await c.crime();
		for (const who of [s.outside, s.desk, s.neighbour])
			expect(
				await problemOf(k.extend(who, { id, version }, 'extension 1', byAgency))
			).toMatchObject({
				message: 'not_found'
			});
		await tell(s, s.second, 'queue_clock_extend', {
			id,
			version,
			extension: 'extension 1',
			document: byAgency
		});
		expect(Object.keys(await c.ends(id))).toContain('decide, complex');
	});
});
