/** What became of a notice, as far as the service says. */
export type Outcome =
	| { outcome: 'sent' }
	/** The browser does not want any more, or is no more: the follow is removed. */
	| { outcome: 'gone' }
	/** Not taken, to be tried again: in `after` seconds where the service said so. */
	| { outcome: 'retry'; after: number | null }
	/** Not taken, and never will be. */
	| { outcome: 'dead'; code: string }
	/** Sent, and no answer came. */
	| { outcome: 'unsure' };

const SIX_HOURS = 6 * 60 * 60;

/** By RFC 8030 and what the services do: 404 and 410 end a subscription, 429 and 5xx pass, the rest is for good. */
export function outcomeOf({ status, headers }: Response, now = Date.now()): Outcome {
	if (status >= 200 && status < 300) return { outcome: 'sent' };
	if (status === 404 || status === 410) return { outcome: 'gone' };
	if (status === 429 || status >= 500)
		return { outcome: 'retry', after: secondsOf(headers.get('retry-after'), now) };
	// 0 is what a browser's fetch makes of it.
	if (status === 0 || (status >= 300 && status < 400))
		return { outcome: 'dead', code: 'redirected' };
	if (status === 401 || status === 403) return { outcome: 'dead', code: 'other_key' };
	if (status === 413) return { outcome: 'dead', code: 'too_large' };
	return { outcome: 'dead', code: 'refused' };
}

/** Seconds or a date, at most six hours; null where nothing is said, or nothing that can be read. */
function secondsOf(after: string | null, now: number): number | null {
	if (after === null) return null;
	const seconds = /^\d+$/.test(after) ? Number(after) : (Date.parse(after) - now) / 1000;
	if (Number.isNaN(seconds)) return null;
	return Math.min(Math.max(Math.ceil(seconds), 1), SIX_HOURS);
}

/** How Node and Deno say that nothing left this machine: no name, no road, no handshake. */
const never =
	/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|CONNECT_TIMEOUT|\(Connect\)|dns error/;

/** Where no answer came: before anything was sent it may be tried again, afterwards not, for nobody is told twice. */
export function failed(error: unknown): Outcome {
	const { cause, message } = error as Error & { cause?: { code?: string } };
	const said = `${cause?.code ?? ''} ${message}`;
	return never.test(said) ? { outcome: 'retry', after: null } : { outcome: 'unsure' };
}
