/**
 * What residents leave behind in every room: of their line and browser nothing anywhere; of what they said, each word in the
 * columns that are kept for it, in no log, and in no file but PostgreSQL's own.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBrowser } from '../../supabase/functions/_shared/push/testing.ts';
import { callBack, done, edge, help, look, tip, visit, worked } from './planted-errands.ts';
import { ask, json, marks, octets } from './planted-sender.ts';
import { said, sealed, text, words } from './planted-words.ts';
import { key, startScene, type Scene } from './scene.ts';
import { makeDesk } from './sealing.ts';
import { columnsWith, foundAmong, leftBehind, written } from './traces.ts';

let at: Scene;
beforeAll(async () => {
	at = await startScene({ days: 1 });
});
afterAll(() => at?.stop());

async function follow() {
	const { subscription } = makeBrowser('https://fcm.googleapis.com/fcm/send/planted-endpoint');
	const proof = await worked(at, 'follow');
	const wish = { unit: at.world.unit, categories: ['warnings'], areas: [], lang: 'vi' };
	await edge(at, 'follow', 'follow_start', { key: key(), proof, subscription, wish });
}

it('of a line and a browser nothing stays anywhere, and words stay where they are listed and in no log', async () => {
	const photo = {
		text,
		exif: 'Apple iPhone Quảng Ngãi',
		file: 'IMG_planted_7.jpg'
	};
	const code = await done(at, await visit(at));
	const { version } = (await look(at, code, { op: 'open', before: null })).opened;
	const asked = { act: 'ask_data', what: 'see', words: words['data request'] };
	const after = await look(at, code, { op: 'say', key: key(), version, say: asked });
	expect(after).toMatchObject({ ok: true });
	const cancel = {
		act: 'cancel',
		reason: 'no_longer_needed',
		died: [],
		note: words['cancelled because']
	};
	const gone = await look(at, code, {
		op: 'say',
		key: key(),
		version: after.opened.version,
		say: cancel
	});
	expect(gone).toMatchObject({ ok: true, opened: { state: 'cancelled' } });
	await done(at, await callBack(at));
	await done(at, await help(at));
	await look(
		at,
		await done(at, await tip(at, await makeDesk(at), photo.text, `${photo.exif} ${photo.file}`)),
		{
			op: 'open',
			before: null
		}
	);
	await follow();
	// What is read without a code, and what is refused: wrong, too large, nowhere.
	for (const path of [
		'/',
		'/tra-cuu',
		'/functions/v1/news/atom',
		'/functions/v1/news/json',
		'/_config.json',
		'/khong-co'
	])
		await ask(at, path);
	for (const door of ['unit_public', 'booking_days', 'news_list', 'fund_public'])
		expect(
			(await ask(at, `/rest/v1/rpc/${door}`, json({ planted: words.person }))).status,
			door
		).not.toBe(404);
	await ask(
		at,
		'/functions/v1/booking',
		json({ action: 'booking_submit', form: { name: words.booker } })
	);
	await ask(at, '/functions/v1/support', json({ action: 'support_ask', story: words.story }));
	await ask(at, '/functions/v1/booking', { body: `{"${words.person}`, type: 'application/json' });
	await ask(at, '/functions/v1/tips', octets(new Uint8Array(6 * 1024 * 1024)));
	await expect(at.sql`select ${words.person!}::text::int`).rejects.toThrow();

	const places = await leftBehind(at.stack);
	const named = [...Object.entries(marks), ...Object.entries(photo)];
	expect(foundAmong(places, named)).toEqual([]);

	const columns = await columnsWith(at.stack, Object.entries(words));
	const wanted = Object.entries(said).map(([name, { in: columns }]) => [name, [...columns].sort()]);
	expect(columns).toEqual(Object.fromEntries(wanted));
	// PostgreSQL's own files hold what its tables hold, the log of writes for a while longer; nothing else does.
	const elsewhere = [...places].filter(([place]) => place.startsWith('log') || place === 'storage');
	expect(elsewhere.map(([place]) => place)).toEqual(['storage', ...written(at.stack).keys()]);
	expect(foundAmong(new Map(elsewhere), Object.entries(words))).toEqual([]);
	expect(foundAmong(written(at.stack), [['a sealed file', sealed]])).toEqual([]);
	const wal = [...places].filter(([place]) => place.startsWith('pg_wal/'));
	expect(foundAmong(new Map(wal), [['phone', '900000771']])).not.toEqual([]);
});
