/** An example of each command that residents send: requests as browsers make them, ready to be sent again. */
import { randomBytes } from 'node:crypto';
import {
	decodeAnswer,
	encodeRequest,
	fromHex
} from '../../supabase/functions/_shared/frames/index.ts';
import { answer as lookupAnswer } from '../../supabase/functions/_shared/contracts/lookup.ts';
import { makeBrowser } from '../../supabase/functions/_shared/push/testing.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { key, type Scene } from '../functions/scene.ts';
import * as sealing from '../functions/sealing.ts';
import { newSecret, proofFor } from '../functions/world.ts';

export type Sent = {
	path: string;
	body: string | Uint8Array<ArrayBuffer>;
	token?: string;
	/** What the bytes of an answer say. */
	read: (bytes: Uint8Array) => unknown;
};
/** By what somebody does. */
export type Making = Record<string, () => Promise<Sent>>;

const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
export const hex = (bytes: number) => randomBytes(bytes).toString('hex');

export const edge = (path: string, action: string, args: object, token?: string): Sent => ({
	path: `/functions/v1/${path}`,
	body: JSON.stringify({ action, key: key(), ...args }),
	token,
	read: json
});
export const rpc = (name: string, args: object, { token }: TestOfficer): Sent => ({
	path: `/rest/v1/rpc/${name}`,
	body: JSON.stringify({ key: key(), ...args }),
	token,
	read: json
});
const frame = (request: object, lookup: string): Sent => ({
	path: '/functions/v1/lookup',
	body: encodeRequest(request),
	read: (bytes) => lookupAnswer.parse(decodeAnswer(new Uint8Array(bytes), fromHex(lookup)))
});

export const helpWanted = (area: string) => ({
	...{ asker: 'self', asked_by: null, hardship: 'agent_orange', story: null, wants: ['care'] },
	...{ family_name: 'Võ Thị Lành', family_phone: '0900 000 201', area, hamlet: null },
	...{ landmark: 'Sau chợ', consent: true }
});

/** What residents send, by what they do; each makes what it needs first. */
export function ofResidents(at: Scene, desk: sealing.Desk): Making {
	const { stack, world } = at;
	const booking = (action: string, args: object) => edge('booking', `booking_${action}`, args);
	const saying = async (said: object) => {
		const { lookup, version } = await at.booked();
		return frame({ op: 'say', lookup, key: key(), version, say: said }, lookup);
	};
	const elsewhere = async (lookup: string): Promise<string> => {
		const asked = { wanted: null, proof: null, hold: null, lookup };
		const { body } = await stack.edge('booking', 'booking_offers', asked);
		return body.days.at(-1).windows.at(-1).token;
	};
	const tip = async (sender: sealing.Sender): Promise<Sent> => {
		const whole = await sealing.tipOf(at, desk, sender, 'Đêm nào cũng có xe chở gỗ.');
		return { path: '/functions/v1/tips', body: JSON.stringify(whole), read: json };
	};
	return {
		'takes a window': async () => booking('hold', { token: await at.tokenOf(), hold: null }),
		'asks for more time': async () => booking('extend', { hold: await at.held() }),
		'gives a window back': async () => booking('release', { hold: await at.held() }),
		books: async () => booking('submit', await at.sent(await at.held())),
		'waits for a place': async () =>
			booking('submit', await at.sent(null, { proof: await proofFor(stack) })),
		'moves a visit': async () => {
			const { lookup } = await at.booked();
			return booking('reschedule', { lookup, token: await elsewhere(lookup) });
		},
		'cancels a visit': () =>
			saying({ act: 'cancel', reason: 'no_longer_needed', died: [], note: null }),
		'asks what is known of them': () => saying({ act: 'ask_data', what: 'see', words: null }),
		'asks for a call': async () => {
			const form = { name: 'Lê Thị Ớt', phone: '0900 000 102', area: world.area };
			const { lookup_hash } = await newSecret();
			const proof = await proofFor(stack);
			const more = { hamlet: null, when: 'any', about: null };
			return booking('call_back', { lookup_hash, proof, form: { ...form, ...more } });
		},
		'asks for help': async () => {
			const { body } = await stack.edge('support', 'support_challenge', {});
			const { lookup_hash } = await newSecret();
			const proof = await solve(body.challenge);
			return edge('support', 'support_ask', { lookup_hash, proof, form: helpWanted(world.area) });
		},
		'sends a tip': async () => tip(await sealing.newSender(at)),
		'adds a photo to a tip': async () => {
			const sender = await sealing.newSender(at);
			const photo = await sealing.sealTo(sender.room.recipient, 64, { photo: 'xe máy cày' });
			const body = sealing.uploadOf(sender, key(), photo);
			return { path: '/functions/v1/tips', body, read: json };
		},
		'answers an officer of a tip': async () => {
			const sender = await sealing.newSender(at);
			await done(at, await tip(sender));
			const { version, seq, epoch } = await sealing.openTip(at, sender);
			const text = await sealing.sealTo(sender.room.recipient, 4, { text: 'Khoảng 2 giờ sáng.' });
			const say = {
				act: 'message',
				item: key(),
				seq: seq + 1,
				epoch,
				sealed: sealing.base64(text)
			};
			return frame({ op: 'say', lookup: sender.lookup, key: key(), version, say }, sender.lookup);
		},
		'follows the news': async () => {
			const { body } = await stack.edge('follow', 'follow_challenge', {});
			const { subscription } = makeBrowser(`https://fcm.googleapis.com/fcm/send/${hex(9)}`);
			const wish = { unit: world.unit, categories: ['warnings'], areas: [], lang: 'vi' };
			return edge('follow', 'follow_start', {
				proof: await solve(body.challenge),
				subscription,
				wish
			});
		}
	};
}

/** Sends it on a line that holds. @throws Error with the refusal */
export async function done({ stack }: Pick<Scene, 'stack'>, sent: Sent): Promise<unknown> {
	const { status, said } = await send(stack.origin, stack.keys.publishable, sent);
	if (status !== 200) throw new Error(`${status} ${JSON.stringify(said)}`);
	return said;
}

/** Sends it as it stands. @throws TypeError when no whole answer comes */
export async function send(origin: string, apikey: string, { path, body, token, read }: Sent) {
	const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
	const headers: Record<string, string> = { apikey, 'content-type': type };
	if (token) headers.authorization = `Bearer ${token}`;
	const answer = await fetch(origin + path, { method: 'POST', headers, body });
	const bytes = new Uint8Array(await answer.arrayBuffer());
	return { status: answer.status, said: read(bytes) };
}
