/** What the first line of an officer's page has asked, before any file of it came (docs/decisions/0076). */

import { learnTime } from './clock.ts';

/** Under which names this browser keeps an officer's session, and with it the portal's key, which is no secret. */
export const kept = 'gandan-officer';
export const keptKey = 'gandan-portal';

/** An answer, and when it was asked for and there, in milliseconds by this device's clock. */
export type EarlyAnswer = { answer: Response; sentAt: number; receivedAt: number };

export type Early = {
	/** Where the portal is: `_config.json`; asked for anew once it was in vain. */
	config?: Promise<Response>;
	/** Whose questions these are; null where nobody is signed in here, or not for much longer. */
	token: string | null;
	/** What doors were asked, by address and body. */
	asked: Record<string, Promise<EarlyAnswer>>;
};

declare global {
	var early: Early | undefined;
}

/** Milliseconds for which such an answer is still what the page would be told. */
const GOOD_FOR = 15_000;

/**
 * An answer to this very question of this very officer, once; `undefined` where nobody asked early, long ago or in vain, so that a
 * refusal is heard by who asks again.
 */
export async function earlyAnswer(
	question: string,
	token: string | null | undefined
): Promise<Response | undefined> {
	const asked = globalThis.early?.asked ?? {};
	const coming = asked[question];
	delete asked[question];
	if (!coming || globalThis.early?.token !== token) return undefined;
	const { answer, sentAt, receivedAt } = (await coming.catch(() => null)) ?? {};
	if (!answer?.ok || Date.now() - sentAt! >= GOOD_FOR) return undefined;
	learnTime(answer.headers.get('date'), sentAt!, receivedAt!);
	return answer;
}
