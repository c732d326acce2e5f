/** What residents want whose line and words are marked, up to the last request of each: whoever tests sends it, and says what it meets. */
import { expect } from 'vitest';
import {
	decodeAnswer,
	encodeRequest,
	fromHex
} from '../../supabase/functions/_shared/frames/index.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import { ask, json, octets } from './planted-sender.ts';
import { text, words } from './planted-words.ts';
import { key, type Scene } from './scene.ts';
import { newSender, sealTo, tipOf, uploadOf, type Desk } from './sealing.ts';
import { formFor, newSecret } from './world.ts';

/** A request that has not been sent, and the secret of the code that its sender goes on with. */
export type Errand = {
	path: string;
	content: ReturnType<typeof json | typeof octets>;
	secret: string;
};

const named = (room: string, args: object, secret: string): Errand => ({
	path: `/functions/v1/${room}`,
	content: json(args),
	secret
});

export const send = (at: Scene, { path, content }: Errand) => ask(at, path, content);

/** Sends it and demands that it is taken. */
export async function done(at: Scene, errand: Errand): Promise<string> {
	const { status, body } = await send(at, errand);
	expect(status, `${errand.path} ${JSON.stringify(body)}`).toBe(200);
	return errand.secret;
}

export async function edge(at: Scene, path: string, action: string, args: object) {
	const answer = await ask(at, `/functions/v1/${path}`, json({ action, ...args }));
	expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
	return answer.body;
}

export const worked = async (at: Scene, path: string) =>
	solve((await edge(at, path, `${path}_challenge`, {})).challenge);

const framed = (secret: string, request: object) =>
	octets(encodeRequest({ lookup: secret, ...request }));

export async function look(at: Scene, secret: string, request: object) {
	const { bytes } = await ask(at, '/functions/v1/lookup', framed(secret, request));
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	return decodeAnswer(new Uint8Array(bytes), fromHex(secret)) as any;
}

/** A visit at home whose form names everybody. */
export async function visit(at: Scene): Promise<Errand> {
	const { lookup, lookup_hash } = await newSecret();
	const wanted = {
		area: at.world.area,
		hamlet: at.world.hamlets[0],
		people: [{ needs: ['bedridden'] }]
	};
	const proof = await worked(at, 'booking');
	const asked = { wanted, proof, hold: null, lookup: null };
	const { days } = await edge(at, 'booking', 'booking_offers', asked);
	const { token } = days[0].windows[0];
	const { hold } = await edge(at, 'booking', 'booking_hold', { key: key(), token, hold: null });
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
	const args = { action: 'booking_submit', key: key(), lookup_hash, hold, proof: null, form };
	return named('booking', args, lookup);
}

/** A call that is asked for. */
export async function callBack(at: Scene): Promise<Errand> {
	const { lookup, lookup_hash } = await newSecret();
	const form = {
		name: words.caller,
		phone: `0${words['phone of a caller']}`,
		area: at.world.area,
		hamlet: null,
		when: 'any',
		about: words['about what']
	};
	const proof = await worked(at, 'booking');
	const args = { action: 'booking_call_back', key: key(), lookup_hash, proof, form };
	return named('booking', args, lookup);
}

/** Help for a neighbour's family. */
export async function help(at: Scene): Promise<Errand> {
	const { lookup, lookup_hash } = await newSecret();
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
	const proof = await worked(at, 'support');
	const args = { action: 'support_ask', key: key(), lookup_hash, proof, form };
	return named('support', args, lookup);
}

/** A tip with a photo that is there already. */
export async function tip(at: Scene, desk: Desk, story: string, exif: string): Promise<Errand> {
	const sender = await newSender(at);
	const part = key();
	const photo = await sealTo(sender.room.recipient, 16, { exif });
	const upload = await ask(at, '/functions/v1/tips', octets(uploadOf(sender, part, photo)));
	expect(upload.status).toBe(200);
	const args = { ...(await tipOf(at, desk, sender, story)), parts: [part] };
	return named('tips', args, sender.lookup);
}

/** What the sender of a code says to what it opened. */
export const saying = (secret: string, version: number, say: object): Errand => ({
	path: '/functions/v1/lookup',
	content: framed(secret, { op: 'say', key: key(), version, say }),
	secret
});

/** Everything that residents send, with nothing of it sent yet but the call of which one of them asks what is known. */
export async function prepare(at: Scene, desk: Desk): Promise<Errand[]> {
	const secret = await done(at, await callBack(at));
	const { version } = (await look(at, secret, { op: 'open', before: null })).opened;
	const asked = { act: 'ask_data', what: 'see', words: words['data request'] };
	return [
		await visit(at),
		await callBack(at),
		await help(at),
		await tip(at, desk, text, text),
		saying(secret, version, asked)
	];
}
