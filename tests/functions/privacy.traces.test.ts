/**
 * What residents leave behind in every room: of their line and browser nothing anywhere; of what they said, each word in the
 * columns that are kept for it, in no log, and in no file but PostgreSQL's own.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBrowser } from '../../supabase/functions/_shared/push/testing.ts';
import {
	decodeAnswer,
	encodeRequest,
	fromHex
} from '../../supabase/functions/_shared/frames/index.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import { ask, json, marks, octets } from './planted-sender.ts';
import { said, words } from './planted-words.ts';
import { key, startScene, type Scene } from './scene.ts';
import { makeDesk, newSender, sealTo, tipOf, uploadOf } from './sealing.ts';
import { columnsWith, foundAmong, leftBehind } from './traces.ts';
import { formFor, newSecret } from './world.ts';

let at: Scene;
beforeAll(async () => {
	at = await startScene({ days: 1 });
});
afterAll(() => at?.stop());

async function edge(path: string, action: string, args: object) {
	const answer = await ask(at, `/functions/v1/${path}`, json({ action, ...args }));
	expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
	return answer.body;
}
const worked = async (path: string, action: string) =>
	solve((await edge(path, action, {})).challenge);
async function look(secret: string, request: object) {
	const frame = octets(encodeRequest({ lookup: secret, ...request }));
	const { bytes } = await ask(at, '/functions/v1/lookup', frame);
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	return decodeAnswer(new Uint8Array(bytes), fromHex(secret)) as any;
}

async function book() {
	const { lookup, lookup_hash } = await newSecret();
	const wanted = {
		area: at.world.area,
		hamlet: at.world.hamlets[0],
		people: [{ needs: ['bedridden'] }]
	};
	const proof = await worked('booking', 'booking_challenge');
	const { days } = await edge('booking', 'booking_offers', {
		wanted,
		proof,
		hold: null,
		lookup: null
	});
	const { token } = days[0].windows[0];
	const { hold } = await edge('booking', 'booking_hold', { key: key(), token, hold: null });
	const form = formFor(at.world);
	Object.assign(form.people[0]!, {
		name: words.person,
		old_number: words['old number'],
		representative: { name: words.representative, relation: 'con' }
	});
	form.place.landmark = words.landmark!;
	Object.assign(form.contact, {
		name: words.booker,
		phone: `0${words['phone of a visit']}`,
		at_home: { name: words['who is at home'], phone: '0900 000 779' }
	});
	await edge('booking', 'booking_submit', { key: key(), lookup_hash, hold, proof: null, form });
	return lookup;
}

async function askHelp() {
	const { lookup_hash } = await newSecret();
	const form = {
		asker: 'neighbour',
		hardship: 'agent_orange',
		story: words.story,
		wants: ['care'],
		family_name: words.family,
		family_phone: null,
		area: at.world.area,
		hamlet: at.world.hamlets[0],
		landmark: null,
		asked_by: { name: words.asker, phone: `0${words['phone of an asker']}`, may_name: false },
		consent: true
	};
	const proof = await worked('support', 'support_challenge');
	await edge('support', 'support_ask', { key: key(), lookup_hash, proof, form });
}

async function askCall() {
	const { lookup_hash } = await newSecret();
	const form = {
		name: words.caller,
		phone: `0${words['phone of a caller']}`,
		area: at.world.area,
		hamlet: null,
		when: 'any',
		about: words['about what']
	};
	const proof = await worked('booking', 'booking_challenge');
	await edge('booking', 'booking_call_back', { key: key(), lookup_hash, proof, form });
}

async function sendTip(text: string, exif: string) {
	const desk = await makeDesk(at);
	const sender = await newSender(at);
	const part = key();
	const photo = await sealTo(sender.room.recipient, 16, { exif });
	const upload = await ask(at, '/functions/v1/tips', octets(uploadOf(sender, part, photo)));
	expect(upload.status).toBe(200);
	const tip = { ...(await tipOf(at, desk, sender, text)), parts: [part] };
	expect((await ask(at, '/functions/v1/tips', json(tip))).status).toBe(200);
	await look(sender.lookup, { op: 'open', before: null });
}

async function follow() {
	const { subscription } = makeBrowser('https://fcm.googleapis.com/fcm/send/planted-endpoint');
	const proof = await worked('follow', 'follow_challenge');
	const wish = { unit: at.world.unit, categories: ['warnings'], areas: [], lang: 'vi' };
	await edge('follow', 'follow_start', { key: key(), proof, subscription, wish });
}

it('of a line and a browser nothing stays anywhere, and words stay where they are listed and in no log', async () => {
	const tip = {
		text: 'gỗ lậu ở bến Trà Bồng',
		exif: 'Apple iPhone Quảng Ngãi',
		file: 'IMG_planted_7.jpg'
	};
	const code = await book();
	const { version } = (await look(code, { op: 'open', before: null })).opened;
	const asked = { act: 'ask_data', what: 'see', words: words['data request'] };
	const after = await look(code, { op: 'say', key: key(), version, say: asked });
	expect(after).toMatchObject({ ok: true });
	const cancel = {
		act: 'cancel',
		reason: 'no_longer_needed',
		died: [],
		note: words['cancelled because']
	};
	const gone = await look(code, {
		op: 'say',
		key: key(),
		version: after.opened.version,
		say: cancel
	});
	expect(gone).toMatchObject({ ok: true, opened: { state: 'cancelled' } });
	await askCall();
	await askHelp();
	await sendTip(tip.text, `${tip.exif} ${tip.file}`);
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
	for (const door of ['unit_public', 'booking_days', 'news_public', 'fund_public'])
		await ask(at, `/rest/v1/rpc/${door}`, json({ planted: words.person }));
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
	const named = [...Object.entries(marks), ...Object.entries(tip)];
	expect(foundAmong(places, named)).toEqual([]);

	const columns = await columnsWith(at.stack, Object.entries(words));
	const wanted = Object.entries(said).map(([name, { in: columns }]) => [name, [...columns].sort()]);
	expect(columns).toEqual(Object.fromEntries(wanted));
	// PostgreSQL's own files hold what its tables hold, the log of writes for a while longer; nothing else does.
	const elsewhere = [...places].filter(([place]) => place.startsWith('log') || place === 'storage');
	expect(elsewhere.map(([place]) => place).sort()).toEqual(['log', 'log of PostgreSQL', 'storage']);
	expect(foundAmong(new Map(elsewhere), Object.entries(words))).toEqual([]);
	const wal = [...places].filter(([place]) => place.startsWith('pg_wal/'));
	expect(foundAmong(new Map(wal), [['phone', '900000771']])).not.toEqual([]);
});
