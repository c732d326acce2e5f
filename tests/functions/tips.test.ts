/** A tip from the sender's browser to the officers' and back, through the whole stack. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doors } from '../../supabase/functions/_shared/contracts/tips.ts';
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

let at: Scene;
let desk: Desk;
beforeAll(async () => {
	at = await startScene({ days: 1 });
	desk = await makeDesk(at);
});
afterAll(() => at?.stop());

const caseOf = async (reference: string) => {
	const [row] = await at.sql`select id from queue.cases where reference = ${reference}`;
	return row!.id as string;
};
/** What the sender says next. */
async function message(sender: Sender, text: string) {
	const { version, seq, epoch } = await openTip(at, sender);
	const sealed = base64(await sealTo(sender.room.recipient, 4, { text }));
	const say = { act: 'message', item: key(), seq: seq + 1, epoch, sealed };
	return { op: 'say', lookup: sender.lookup, key: key(), version, say };
}

describe('a neighbour who has seen something', () => {
	it('seals it to the desk with a photo, and talks with an officer whom the server cannot hear', async () => {
		const sender = await newSender(at);
		expect(doors.tips_desk.answer.shape.desk.parse(sender.desk)!.desk.recipients).toEqual(
			desk.members.map(({ recipient }) => recipient)
		);
		const photo = await sealTo(sender.room.recipient, 64, { photo: 'xe máy cày' });
		const part = key();
		const uploaded = await post(at, uploadOf(sender, part, photo));
		expect([uploaded.status, said(uploaded)]).toEqual([200, { ok: true }]);
		const tip = await tipOf(at, desk, sender, 'Đêm nào cũng có xe chở gỗ.');
		const answer = await post(at, { ...tip, parts: [part] });
		expect([answer.status, answer.size]).toEqual([200, 512]);
		const { reference } = doors.tips_submit.answer.parse(said(answer));

		const opened = await openTip(at, sender);
		expect(opened).toMatchObject({ reference, state: 'new', tip: sender.tip, seq: 1, older: null });
		const { identity } = await openWith(sender.own.identity, opened.secrets[0]!.sealed);
		expect(identity).toBe(sender.room.identity);
		expect(await openWith(identity, opened.items[0]!.sealed)).toEqual({
			text: 'Đêm nào cũng có xe chở gỗ.'
		});

		const id = await caseOf(reference);
		const { token } = desk.investigator;
		const read = await at.stack.rpc('tips_open', { id }, token);
		expect(read).toMatchObject({ status: 200, body: { parts: [{ id: part }] } });
		const own = await openWith(desk.investigator.identity, read.body.secrets[0].sealed);
		expect(own.identity).toBe(identity);
		const asked = { act: 'say', text: 'Mấy giờ ạ?' };
		const sealed = base64(await sealTo(sender.room.recipient, 16, asked));
		const say = { key: key(), id, item: key(), seq: 2, epoch: 1, sealed };
		expect((await at.stack.rpc('tips_say', say, token)).status).toBe(200);
		expect(await openWith(identity, (await openTip(at, sender)).items[0]!.sealed)).toEqual(asked);

		const reply = await message(sender, 'Khoảng 2 giờ sáng.');
		const first = await at.lookup(reply, sender.lookup);
		expect(first).toMatchObject({ ok: true, tip: { seq: 3, state: 'opened' } });
		expect(await at.lookup(reply, sender.lookup)).toEqual(first);
		const heard = await at.stack.rpc('tips_open', { id }, token);
		expect(heard.body.items).toHaveLength(4);
		expect(await openWith(identity, heard.body.items[3].sealed)).toEqual({
			text: 'Khoảng 2 giờ sáng.'
		});
	});

	it('makes one tip of a request that is sent again, at once or after a lost answer', async () => {
		const sender = await newSender(at);
		const tip = await tipOf(at, desk, sender, 'Một lần thôi.');
		const answers = await Promise.all([1, 2, 3].map(() => post(at, tip)));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		const again = await post(at, { ...tip, key: key(), proof: 'long expired' });
		for (const { bytes } of answers) expect(bytes).toEqual(again.bytes);
		const [row] = await at.sql`
			select count(*)::int as n from tips.threads where tip = ${Buffer.from(sender.tip, 'hex')}`;
		expect(row!.n).toBe(1);
		const other = await post(at, { ...tip, urgent: true });
		expect([other.status, other.size, said(other).code]).toEqual([409, 512, 'key_reused']);
	});

	it('reads the list behind an officer’s words, in a frame', async () => {
		const sender = await newSender(at);
		await post(at, await tipOf(at, desk, sender, 'Ai đang trả lời tôi?'));
		const asked = { op: 'desk', lookup: sender.lookup, from: 0, version: 1 };
		const answer = await at.lookup(asked, sender.lookup);
		expect(answer).toMatchObject({ ok: true, desk: { body: sender.desk.desk.body } });
		const visit = await at.booked();
		await expect(at.lookup({ ...asked, lookup: visit.lookup }, visit.lookup)).rejects.toThrow(
			'not_found'
		);
	});

	it('loses nothing when somebody else wrote first: the answer says so in a frame', async () => {
		const sender = await newSender(at);
		await post(at, await tipOf(at, desk, sender, 'Hai máy cùng một mã.'));
		const [one, other] = [await message(sender, 'một'), await message(sender, 'hai')];
		const answers = await Promise.all([one, other].map((said) => at.lookup(said, sender.lookup)));
		const codes = answers.map((answer) => ('code' in answer ? answer.code : 'ok')).sort();
		expect(codes).toEqual(['ok', 'stale']);
	});
});

describe('a sealed part', () => {
	it('of four megabytes arrives, and again with the same bytes; never another in its place', async () => {
		const sender = await newSender(at);
		const part = key();
		const file = await sealTo(sender.room.recipient, 4096, { film: 'dài' });
		expect((await post(at, uploadOf(sender, part, file))).status).toBe(200);
		expect((await post(at, uploadOf(sender, part, file))).status).toBe(200);
		const other = await sealTo(sender.room.recipient, 4096, { film: 'khác' });
		const refused = await post(at, uploadOf(sender, part, other));
		expect([refused.status, refused.size, said(refused).code]).toEqual([409, 512, 'key_reused']);

		const tip = await tipOf(at, desk, sender, 'Có phim.');
		const { reference } = said(await post(at, { ...tip, parts: [part] }));
		const id = await caseOf(reference);
		const get = (token?: string) =>
			post(
				at,
				{ action: 'tips_part', id, part },
				token ? { authorization: `Bearer ${token}` } : {}
			);
		const kept = await get(desk.lead.token);
		expect(kept.headers).toMatchObject({
			'content-type': 'application/octet-stream',
			'cache-control': 'no-store, no-transform'
		});
		expect(Buffer.compare(kept.bytes, file)).toBe(0);

		const clerk = await at.stack.officer({ unit: at.world.unit, roles: ['desk'] });
		for (const [token, code] of [
			[clerk.token, 'not_found'],
			[desk.lead.token.replace(/.{4}$/, 'AAAA'), 'sign_in'],
			[undefined, 'sign_in']
		] as const) {
			const none = await get(token);
			expect([none.size, said(none).code]).toEqual([512, code]);
		}
	});

	it('is reached by nobody who asks Storage itself', async () => {
		const [row] = await at.sql`select path from tips.parts limit 1`;
		const url = `${at.stack.origin}/storage/v1/object/sealed/${row!.path}`;
		const { publishable } = at.stack.keys;
		for (const token of [publishable, desk.lead.token]) {
			const headers = { apikey: publishable, authorization: `Bearer ${token}` };
			expect((await fetch(url, { headers })).ok).toBe(false);
			const body = 'x';
			const put = await fetch(`${url}x`, { method: 'POST', headers, body });
			expect(put.ok).toBe(false);
		}
	});
});
