import { Refusal, refuse, reply } from '../_shared/answer/index.ts';
import { carries } from '../_shared/edge/timer.ts';
import type { Leftovers } from './store.ts';

export type Ports = { secret: string; leftovers: readonly Leftovers[] };

/**
 * Removes from Storage the sealed parts that no tip names any more and the pictures that no post names, and answers `{ removed }`. Whatever fails is asked for
 * again next time: a path is forgotten only after its bytes are gone. Refuses 401 `sign_in` without the secret.
 */
export async function handle({ secret, leftovers }: Ports, request: Request): Promise<Response> {
	try {
		if (request.method !== 'POST') throw new Refusal(405, 'method');
		if (!carries(request, secret)) throw new Refusal(401, 'sign_in');
		let removed = 0;
		for (const { paths, remove, gone } of leftovers) {
			const these = await paths();
			if (these.length > 0) {
				await remove(these);
				await gone(these);
			}
			removed += these.length;
		}
		return reply({ removed });
	} catch (error) {
		return refuse(error);
	}
}
