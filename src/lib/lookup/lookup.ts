/** The verbs of the room. One door opens every kind of case; it talks in frames of one size. */
import { answer, request, type Answer, type Opened, type Request } from '#contracts/lookup.ts';
import { exchange } from '#lib/platform/call.ts';
import { Problem } from '#lib/platform/problem.ts';
import { fieldsOf } from '#shared/answer/fields.ts';
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

/** After these nobody knows whether it was done: the same key goes out again. */
const unknown: Record<string, number> = { busy: 503, failed: 500 };

function opened(said: Answer): Opened {
	if (said.ok && 'opened' in said) return said.opened;
	const { code, field } = said.ok ? { code: 'bad_answer', field: null } : said;
	throw new Problem({ code, field: field ?? undefined, status: unknown[code] ?? 409 });
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
