/** The verbs of the room. One door opens every kind of case; it talks in frames of one size. */
import { answer, request, type Answer, type Opened, type Request } from '#contracts/lookup.ts';
import { exchange } from '#lib/platform/call.ts';
import { Problem } from '#lib/platform/problem.ts';
import { decodeAnswer, encodeRequest, FrameError, fromHex } from '#shared/frames/index.ts';

export type { Opened };
export type Say = Extract<Request, { op: 'say' }>['say'];

/** The case behind `lookup`; `before` pages back in its timeline. Problem `not_found` for an unknown code. */
export async function open(lookup: string, before: number | null = null): Promise<Opened> {
	return opened(await ask({ op: 'open', lookup, before }, lookup));
}

/** Says something to the unit; answers with the case as it is then. Problem with field where it is refused. */
export async function say(
	lookup: string,
	key: string,
	version: number,
	words: Say
): Promise<Opened> {
	return opened(await ask({ op: 'say', lookup, key, version, say: words }, lookup));
}

function opened(said: Answer): Opened {
	if (said.ok) return said.opened;
	throw new Problem({ code: said.code, field: said.field ?? undefined, status: 409 });
}

async function ask(what: Request, lookup: string): Promise<Answer> {
	const sent = request.safeParse(what);
	if (!sent.success) {
		const issue = sent.error.issues[0];
		throw new Problem({
			code: issue?.message ?? 'bad_format',
			field: issue?.path.join('.'),
			status: 422
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
