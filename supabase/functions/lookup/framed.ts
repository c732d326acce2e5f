import * as z from 'zod/mini';
import { Refusal, toldOf, invalid } from '../_shared/answer/index.ts';
import { hex32 } from '../_shared/contracts/basics.ts';
import { request } from '../_shared/contracts/lookup.ts';
import { sha256Hex } from '../_shared/edge/hash.ts';
import { encodeAnswer, fromHex, randomFrame } from '../_shared/frames/index.ts';
import { difficultyFor } from '../_shared/proof/tips.ts';
import { fitDesk, fitThread } from './fitting.ts';
import type { Ports } from './handler.ts';
import { listed, mended } from './mended.ts';
import type { Answer, Refused, Request } from './shapes.ts';

/** What an answer is made with. */
type Sources = Pick<Ports, 'store' | 'challenge'>;

/** Of any request that names a lookup secret: its sender can open an answer, even one that says what was wrong. */
const sender = z.object({ lookup: hex32 });

/**
 * The frame for what was asked. It is sealed to the lookup secret in the question, so a refusal tells a stranger nothing:
 * only an unknown code gets random bytes, at the same cost.
 * @throws ZodError when not even a lookup secret was sent
 */
export async function framed(sources: Sources, sent: unknown): Promise<Uint8Array<ArrayBuffer>> {
	const lookup = fromHex(sender.parse(sent).lookup);
	const answer = await answerOf(sources, sent, lookup);
	const frame = encodeAnswer(answer ?? refused(new Refusal(404, 'not_found')), lookup);
	return answer ? frame : randomFrame();
}

async function answerOf(
	sources: Sources,
	sent: unknown,
	lookup: Uint8Array
): Promise<Answer | null> {
	const taken = request.safeParse(sent);
	if (!taken.success) return refused(invalid(toldOf(taken.error.issues, sent)));
	try {
		// What SQL knows a code by.
		return await ask(sources, taken.data, await sha256Hex(lookup));
	} catch (error) {
		return refused(error instanceof Refusal ? listed(error) : new Refusal(500, 'failed'));
	}
}

async function ask(sources: Sources, asked: Request, hash: string): Promise<Answer | null> {
	const { store } = sources;
	if (asked.op === 'upload') {
		const tip = await store.upload(hash);
		const challenge = tip && (await sources.challenge(hash, difficultyFor(tip.load)));
		return challenge === null ? null : { ok: true, challenge };
	}
	// These name no case: the lookup in the question is random and serves as the key of the answer alone.
	if (asked.op === 'claim') return { ok: true, reward: await store.reward(asked.claim) };
	if (asked.op === 'settle') return { ok: true, reward: await store.settle(asked) };
	if (asked.op === 'desk') {
		const desk = await store.desk(hash, asked);
		return desk && fitDesk(desk);
	}
	const thread = await (asked.op === 'open'
		? store.open(hash, asked.before)
		: store.say(hash, mended(asked)));
	return thread && fitThread(thread);
}

function refused({ code, details: { field, fields } }: Refusal): Refused {
	// One alone is said by `field` already.
	return { ok: false, code, field: field ?? null, ...(fields && fields.length > 1 && { fields }) };
}
