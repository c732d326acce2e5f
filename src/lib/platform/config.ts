import type {} from './early.ts';
import { Problem } from './problem.ts';

/** What a page must know of where it runs; public by nature. Made at first start, after pages were built. */
export type Config = {
	/** Opens the gateway for people without an account; no secret, no JWT. */
	publishableKey: string;
	/** Salt of access codes: the same code opens nothing on another portal. */
	deploymentId: string;
};

let asked: Promise<Config> | undefined;

/** Fetched once, when first needed; asked again after a failure. */
export function config(): Promise<Config> {
	asked ??= read().catch((problem: unknown) => {
		asked = undefined;
		delete globalThis.early?.config;
		throw problem;
	});
	return asked;
}

async function read(): Promise<Config> {
	let answer: Response;
	try {
		// An officer's page has asked before this file was there.
		answer = await (globalThis.early?.config ??
			fetch('/_config.json', { credentials: 'omit', referrerPolicy: 'no-referrer' }));
	} catch {
		throw new Problem({ code: 'unreachable', status: 0, offline: true });
	}
	const said = (await answer.json().catch(() => null)) as Partial<Config> | null;
	if (
		!answer.ok ||
		typeof said?.publishableKey !== 'string' ||
		typeof said.deploymentId !== 'string'
	)
		throw new Problem({ code: 'bad_answer', status: answer.status });
	return { publishableKey: said.publishableKey, deploymentId: said.deploymentId };
}
