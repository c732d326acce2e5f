/** The verbs of the room. One door opens every kind of case; it talks in frames of one size. */
import {
	answer,
	request,
	type Answer,
	type Opened,
	type OpenedTip,
	type Request,
	type ToldReward
} from '#contracts/lookup.ts';
import { exchange } from '#lib/platform/call.ts';
import { Problem } from '#lib/platform/problem.ts';
import { fieldsOf } from '#shared/answer/fields.ts';
import { decodeAnswer, encodeRequest, FrameError, fromHex } from '#shared/frames/index.ts';

export type { Opened, OpenedTip, ToldReward };
export type GivingAway = Extract<Request, { op: 'settle' }>['as'];
/** Whatever a code opens. */
export type Found = Opened | OpenedTip;
type Said = Extract<Request, { op: 'say' }>['say'];
/** What is said of a visit or a call that was asked for. */
export type Say = Exclude<Said, { act: 'message' }>;
/** The next item of a tip's thread. */
export type SayItem = Extract<Said, { act: 'message' }>;
export type AskDesk = Omit<Extract<Request, { op: 'desk' }>, 'op' | 'lookup'>;
export type DeskPage = Extract<Answer, { desk: object }>['desk'];

/** The case behind `lookup`; `before` pages back in what happened. Problem `code_not_found` for an unknown code. */
export async function open(lookup: string, before: number | null = null): Promise<Found> {
	return found(await ask({ op: 'open', lookup, before }, lookup));
}

/** Says something to the unit; answers with the case as it is then. Problem with field where it is refused. */
export async function say(
	lookup: string,
	key: string,
	version: number,
	words: Said
): Promise<Found> {
	return found(await ask({ op: 'say', lookup, key, version, say: words }, lookup));
}

/** A desk list behind officers' messages of a tip; Problem `code_not_found` where there is none. */
export async function desk(lookup: string, asked: AskDesk): Promise<DeskPage> {
	const said = await ask({ op: 'desk', lookup, ...asked }, lookup);
	return said.ok && 'desk' in said ? said.desk : refuse(said);
}

/** The work that opens one upload of files for a tip, as `platform/workers/proof` takes it. */
export async function challenge(lookup: string): Promise<string> {
	const said = await ask({ op: 'upload', lookup }, lookup);
	return said.ok && 'challenge' in said ? said.challenge : refuse(said);
}

/** A new secret a question, which opens nothing: a reward is not asked for under the tip's own. */
const passing = () => toHex(crypto.getRandomValues(new Uint8Array(32)));

/** The reward for a claim, by its SHA-256; null where there is none. */
export async function reward(claim: string): Promise<ToldReward | null> {
	const lookup = passing();
	return told(await ask({ op: 'claim', lookup, claim }, lookup));
}

/**
 * Asks so often for the reward of a claim that nobody has: whoever counts questions and answers on the line shall learn as little of one code
 * as of another. A tip's page asks for its reward and for the list that an officer's words name. A line that broke ends it, as it ends what a tip asks.
 */
export async function askAlike(times = 2): Promise<void> {
	try {
		for (let asked = 0; asked < times; asked++) await reward(passing());
	} catch (problem) {
		if (!(problem instanceof Problem)) throw problem;
	}
}

/** Gives a reward to support, or refuses it. Problem `settled`, `reward_lapsed`. */
export async function giveAway(
	key: string,
	digits: string,
	as: GivingAway
): Promise<ToldReward | null> {
	const lookup = passing();
	return told(await ask({ op: 'settle', lookup, key, digits, as }, lookup));
}

const toHex = (bytes: Uint8Array) =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const told = (said: Answer) => (said.ok && 'reward' in said ? said.reward : refuse(said));

/** After these nobody knows whether it was done: the same key goes out again. */
const unknown: Record<string, number> = { busy: 503, failed: 500 };

function found(said: Answer): Found {
	if (said.ok && 'opened' in said) return said.opened;
	return said.ok && 'tip' in said ? said.tip : refuse(said);
}

function refuse(said: Answer): never {
	if (said.ok) throw new Problem({ code: 'bad_answer', status: 409 });
	const { code, field, fields } = said;
	throw new Problem({ code, field: field ?? undefined, fields, status: unknown[code] ?? 409 });
}

async function ask(what: Request, lookup: string): Promise<Answer> {
	const sent = request.safeParse(what);
	if (!sent.success) {
		const fields = fieldsOf(sent.error.issues, what);
		throw new Problem({
			code: fields[0]?.code ?? 'bad_format',
			status: 422,
			fields,
			field: fields[0]?.field
		});
	}
	const frame = await exchange('lookup', encodeRequest(sent.data));
	try {
		const parsed = answer.safeParse(decodeAnswer(frame, fromHex(lookup)));
		if (parsed.success) return parsed.data;
	} catch (error) {
		if (error instanceof FrameError && error.code === 'not_found') {
			throw new Problem({ code: 'code_not_found', status: 404 });
		}
		if (!(error instanceof FrameError)) throw error;
	}
	throw new Problem({ code: 'bad_answer', status: 502 });
}
