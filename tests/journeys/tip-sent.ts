/** A tip put in through the real edge, as the sender's browser would, and what officers say in it. */
import { randomBytes } from 'node:crypto';
import {
	digestOf,
	holderOf,
	hourOf,
	openSecret,
	openThread,
	prepareTip,
	sealNext,
	sealTip
} from '../../src/lib/sealed/cipher.ts';
import { makeCode } from '../../supabase/functions/_shared/code/index.ts';
import type { OpenTip } from '../../supabase/functions/_shared/contracts/tips.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import type { Desk, Keyed } from './desk.ts';
import { treeOf } from './planted.ts';
import { expect, type TestStack } from './world.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

export type SentTip = { code: string; secrets: string[]; reference: string; id: string };

export async function sendTip(stack: TestStack, desk: Desk, story: string): Promise<SentTip> {
	const code = makeCode(randomBytes(15).map((byte) => byte & 31));
	const tree = await treeOf(stack, code);
	const citizen = await holderOf(tree);
	const { unit } = desk;
	const lookup_hash = hex(tree.lookupHash);
	const asked = { unit, oversight: false, lookup_hash, from: 0 };
	const { body: answer } = await stack.edge('tips', 'tips_desk', asked);
	const recipients = desk.members.map(({ holder }) => ({
		recipient: holder.recipient,
		verify: holder.signer.verify
	}));
	const room = await prepareTip({ recipients, citizen });
	const items = await sealTip(room, {
		citizen,
		list: 1,
		at: hourOf(new Date()),
		header: { category: 'theft', phones: [], plates: [], accounts: [], places: [], danger: false },
		body: {
			claim: digestOf(tree.claim),
			category: 'theft',
			answers: [
				{ q: 'Đã xảy ra việc gì?', a: story },
				{ q: 'Nơi xảy ra', a: 'Sau chợ Trà Câu' }
			],
			oversight: false,
			parts: []
		}
	});
	const { status, body } = await stack.edge('tips', 'tips_submit', {
		key: crypto.randomUUID(),
		lookup_hash,
		proof: await solve(answer.challenge),
		unit,
		tip: room.tip,
		list: 1,
		urgent: false,
		header: base64(items.header),
		body: base64(items.body),
		secrets: room.secrets.map((secret) => ({ ...secret, sealed: base64(secret.sealed) })),
		parts: []
	});
	expect(status, JSON.stringify(body)).toBe(200);
	const id = await caseOf(stack, body.reference);
	const secrets = [code, hex(tree.seed), hex(tree.sign), citizen.identity, room.room.identity];
	return { code, secrets, reference: body.reference, id };
}

/** The id in the queue of what has this number. */
export async function caseOf(stack: TestStack, reference: string): Promise<string> {
	const [row] = await stack.sql`select id from queue.cases where reference = ${reference}`;
	return row!.id;
}

/** The tip as the officer's browser opens it; `room`: the key of its first room. */
export async function readBy(stack: TestStack, desk: Desk, { officer, holder }: Keyed, id: string) {
	const { body } = await stack.rpc('tips_open', { id }, officer.token);
	const tip = body as OpenTip;
	const secrets = await Promise.all(
		tip.secrets.map(({ sealed }) => openSecret(bytes(sealed), holder.identity))
	);
	const thread = await openThread({
		tip: tip.tip,
		items: tip.items.map((item) => ({ ...item, sealed: bytes(item.sealed) })),
		secrets,
		officerOf: (_, verify) => desk.members.some((one) => one.holder.signer.verify === verify),
		complete: true
	});
	return { tip, thread, room: secrets[0]!.identity };
}

/** The officer's question, signed and sealed in their browser. */
export async function ask(stack: TestStack, desk: Desk, keyed: Keyed, id: string, text: string) {
	const { tip, thread } = await readBy(stack, desk, keyed, id);
	const at = hourOf(new Date());
	const content = { text, question: true };
	const sealed = await sealNext(
		thread,
		{ kind: 'message', dir: 'out', list: 1, at, content },
		keyed.holder.signer
	);
	const said = {
		key: crypto.randomUUID(),
		id,
		item: crypto.randomUUID(),
		seq: tip.seq + 1,
		epoch: tip.epoch,
		sealed: base64(sealed)
	};
	const { status, body } = await stack.rpc('tips_say', said, keyed.officer.token);
	expect(status, JSON.stringify(body)).toBe(200);
}
