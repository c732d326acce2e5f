import { readBytes, readJson, take } from '../_shared/answer/index.ts';
import { doors } from '../_shared/contracts/tips.ts';
import { actionOf } from '../_shared/edge/dispatch.ts';
import { desk } from './actions/desk.ts';
import { part } from './actions/part.ts';
import { submit } from './actions/submit.ts';
import { UPLOAD_LIMIT, upload } from './actions/upload.ts';
import type { Ports } from './ports.ts';
import type { Action, Args } from './shapes.ts';
import { DESK_STEP, bytes, refused, sized } from './sized.ts';

/** A tip for a desk of sixty, in base 64. */
const SUBMIT_LIMIT = 256 * 1024;

const actions: { [Name in Action]: (ports: Ports, args: Args<Name>) => Promise<Response> } = {
	tips_desk: async (ports, args) => sized(await desk(ports, args), DESK_STEP),
	tips_submit: async (ports, args) => sized(await submit(ports, args)),
	tips_part: async (ports, args) => bytes(await part(ports, args))
};

/**
 * Answers one request of this room: `{ action, ...args }` as the contract has them, or the bytes of an upload. Every refusal
 * has one size. Nothing is logged.
 */
export async function handle(ports: Ports, request: Request): Promise<Response> {
	try {
		if (isUpload(request))
			return sized(await upload(ports, await readBytes(request, UPLOAD_LIMIT)));
		return await act(ports, await readJson(request, SUBMIT_LIMIT));
	} catch (error) {
		return refused(error);
	}
}

const isUpload = ({ method, headers }: Request) =>
	method === 'POST' &&
	/^application\/octet-stream\s*(;|$)/i.test(headers.get('content-type') ?? '');

function act(ports: Ports, sent: unknown): Promise<Response> {
	const { action, args } = actionOf(sent, actions);
	const run = actions[action] as (ports: Ports, args: unknown) => Promise<Response>;
	return run(ports, take(doors[action].args, args));
}
