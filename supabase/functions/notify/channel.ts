/** One way by which messages go out. Web push, an SMS gateway and a mail server look alike from here. */
import type { Said } from '../_shared/messages/index.ts';

/** A message that this worker has taken. */
export type Taken = {
	id: string;
	/** Names the taking: only its holder may say what came of it. */
	claim: string;
	purpose: string;
	data: Said;
	to: string;
	/** Name under which the unit's SMS come. */
	sender: string | null;
};

/** What came of a message. Codes only: they are kept for good. */
export type Outcome =
	| { outcome: 'sent'; provider_id?: string | null }
	/** It did not go out, or the provider knows that it did when it is asked again. `after`: seconds, as the provider said. */
	| { outcome: 'retry'; code: string; after?: number }
	/** It never will. */
	| { outcome: 'dead'; code: string }
	/** It may have gone out, and nobody can be asked. */
	| { outcome: 'unsure'; code: string };

export type Channel = {
	readonly name: 'sms' | 'zns' | 'email' | 'push';
	/** The provider knows the key: to ask again under it sends nothing twice. */
	readonly asksTwice: boolean;
	/** How many messages it takes at once. */
	readonly width: number;
	/** @param key the same at every try of this message. Throws nothing: what came of it is the answer. */
	send(message: Taken, key: string, signal: AbortSignal): Promise<Outcome>;
};

/** After these the rest of the queue waits for another run: what is wrong is wrong for every message. */
export const pausing = new Set([
	...['http_401', 'http_403', 'http_404', 'http_429', 'http_503', 'redirected'],
	...['unreachable', 'smtp_auth', 'smtp_tls', 'answer_lost']
]);
