/** Files that a sender brings when they come back, through the whole stack and past who watches the line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeRequest } from '../../supabase/functions/_shared/frames/index.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import { key, startScene, type Scene } from './scene.ts';
import {
	base64,
	makeDesk,
	newSender,
	openTip,
	openWith,
	post,
	said,
	sealTo,
	tipOf,
	uploadOf,
	type Desk,
	type Sender
} from './sealing.ts';
import { newSecret } from './world.ts';

let at: Scene;
let desk: Desk;
beforeAll(async () => {
	at = await startScene({ days: 1 });
	desk = await makeDesk(at);
});
afterAll(() => at?.stop());

async function sentTip() {
	const sender = await newSender(at);
	const { reference } = said(await post(at, await tipOf(at, desk, sender, 'Bãi xe sau chợ.')));
	const [row] = await at.sql`select id from queue.cases where reference = ${reference}`;
	return { sender, id: row!.id as string };
}

/** The sender with new work, as the lookup door asked for it. */
async function paid(sender: Sender): Promise<Sender> {
	const answer = await at.lookup({ op: 'upload', lookup: sender.lookup }, sender.lookup);
	if (!('challenge' in answer)) throw new Error(JSON.stringify(answer));
	return { ...sender, proof: await solve(answer.challenge) };
}

async function say(sender: Sender, text: string, parts: string[]) {
	const { version, seq, epoch } = await openTip(at, sender);
	const sealed = base64(await sealTo(sender.room.recipient, 4, { text }));
	const message = { act: 'message', item: key(), seq: seq + 1, epoch, sealed, parts };
	const asked = { op: 'say', lookup: sender.lookup, key: key(), version, say: message };
	return at.lookup(asked, sender.lookup);
}

describe('a sender who comes back with a film', () => {
	it('pays with new work, sends it, and an officer opens the very bytes', async () => {
		const { sender, id } = await sentTip();
		const part = key();
		const film = await sealTo(sender.room.recipient, 1024, { film: 'hai người bẻ khóa' });
		const late = await post(at, uploadOf(sender, part, film));
		expect([late.status, said(late).code]).toEqual([409, 'proof_spent']);
		const again = await paid(sender);
		expect((await post(at, uploadOf(again, part, film))).status).toBe(200);
		expect(await say(sender, 'Phim đêm qua.', [part])).toMatchObject({ ok: true, tip: { seq: 2 } });
		const get = { action: 'tips_part', id, part };
		const { token, identity } = desk.investigator;
		const kept = await post(at, get, { authorization: `Bearer ${token}` });
		expect(Buffer.compare(kept.bytes, film)).toBe(0);
		const read = await at.stack.rpc('tips_open', { id }, token);
		const own = await openWith(identity, read.body.secrets[0].sealed);
		expect(await openWith(own.identity, kept.bytes)).toEqual({ film: 'hai người bẻ khóa' });
	});

	it('cannot pay with work that was done for another code', async () => {
		const [mine, theirs] = [await sentTip(), await sentTip()];
		const { proof } = await paid(theirs.sender);
		const file = await sealTo(mine.sender.room.recipient, 4, { photo: 1 });
		const refused = await post(at, uploadOf({ ...mine.sender, proof }, key(), file));
		expect([refused.status, said(refused).code]).toEqual([403, 'bad_proof']);
	});
});

describe('who watches the line', () => {
	it('cannot tell the question for work from any other, nor whose code it was asked with', async () => {
		const { sender } = await sentTip();
		const visit = await at.booked();
		const seen = async (asked: object) => {
			const response = await fetch(`${at.stack.origin}/functions/v1/lookup`, {
				method: 'POST',
				headers: { 'content-type': 'application/octet-stream', apikey: at.stack.keys.publishable },
				body: encodeRequest(asked)
			});
			const { date: _, ...headers } = Object.fromEntries(response.headers);
			return [response.status, headers, (await response.arrayBuffer()).byteLength];
		};
		const open = await seen({ op: 'open', lookup: sender.lookup, before: null });
		expect(open[2]).toBe(32 * 1024);
		for (const lookup of [sender.lookup, visit.lookup, (await newSecret()).lookup])
			expect(await seen({ op: 'upload', lookup })).toEqual(open);
		for (const lookup of [visit.lookup, (await newSecret()).lookup])
			await expect(at.lookup({ op: 'upload', lookup }, lookup)).rejects.toThrow('not_found');
	});
});
