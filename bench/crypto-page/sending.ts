/** What a sender's page does between the press of "Gửi" and the bytes on the wire (bench/tips.ts), by the page's own code. */
import { doors } from '#contracts/tips.ts';
import { questionOf } from '#lib/platform/call.ts';
import * as cipher from '#lib/sealed/sender.ts';
import { newCode, toHex } from '#lib/sealed/index.ts';
import { newHolder } from '#lib/sealed/cipher.ts';
import { newOfficers } from '#lib/sealed/story.ts';
import { nothing } from '#lib/tips/answers.ts';
import { sealed, type Given } from '#lib/tips/sealing.ts';

const MEMBERS = 10;
const KIB = 1024;

/** As much as somebody writes who has much to tell: the body is in its larger bucket. */
const answers: Given['answers'] = {
	...nothing(),
	area: '21439',
	officials: 'no',
	category: 'fraud',
	story: 'Người này gọi điện, xưng là cán bộ và đòi chuyển tiền vào tài khoản. '.repeat(60),
	asked: ['0912345678', '76A-123.45', 'Chuyển khoản'],
	place: 'Chợ xã, gần bến xe',
	when: 'Chiều hôm qua'
};

type Run = () => Promise<number>;

/**
 * What is made while a sender writes, and what after "Gửi": `room` makes the tip's room and a row for each reader; `send`, with
 * the room and a proof that are there already, seals, checks the request against its contract and makes bytes of it. Each answers
 * its milliseconds.
 */
export async function sendWork(proof: string): Promise<{ room: Run; send: Run }> {
	const citizen = await newHolder();
	const officers = await newOfficers(MEMBERS);
	const recipients = officers.map((one) => ({ ...one, verify: one.signer.verify }));
	const room = await cipher.prepareTip({ recipients, citizen });
	const lookupHash = toHex(crypto.getRandomValues(new Uint8Array(32)));
	const own = { code: newCode(), lookupHash, claim: lookupHash, citizen };
	const list = { version: 3 } as Given['readers']['list'];
	const readers = { unit: '21439', policeName: '', list, proof: Promise.resolve(proof) };
	const given = {
		...{ answers, own, room, proof, files: { refs: [], ids: [] } },
		readers: { ...readers, room: Promise.resolve(room) }
	};
	const makeRoom = async () => {
		const from = performance.now();
		const { secrets } = await cipher.prepareTip({ recipients, citizen });
		const took = performance.now() - from;
		if (secrets.length !== MEMBERS + 1) throw new Error('not every reader has a row');
		return took;
	};
	const send = async () => {
		const from = performance.now();
		const request = await sealed(cipher, { ...given, now: new Date() });
		const key = crypto.randomUUID();
		const { body } = questionOf(doors, 'tips_submit', { ...request, key });
		const bytes = new TextEncoder().encode(body);
		const took = performance.now() - from;
		// Header, body and a secret for each reader, as base 64: less was not the whole.
		if (bytes.length < 60 * KIB) throw new Error('not all of it was made');
		return took;
	};
	return { room: makeRoom, send };
}
