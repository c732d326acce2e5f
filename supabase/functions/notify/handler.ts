import { carries } from '../_shared/edge/timer.ts';
import { Refusal, refuse, reply } from '../_shared/answer/index.ts';
import type { Channel } from './channel.ts';
import type { Outbox } from './store.ts';
import { work } from './work.ts';

export type Ports = { secret: string; outbox: Outbox; channels: readonly Channel[] };

/**
 * Sends what is due and answers `{ sent, failed }`; what it could not do is left for the next time. Two at once share the work. Refuses
 * 401 `sign_in` without the timer's secret.
 */
export async function handle(
	{ secret, outbox, channels }: Ports,
	request: Request
): Promise<Response> {
	try {
		if (request.method !== 'POST') throw new Refusal(405, 'method');
		if (!carries(request, secret)) throw new Refusal(401, 'sign_in');
		return reply(await work(outbox, channels));
	} catch (error) {
		return refuse(error);
	}
}
