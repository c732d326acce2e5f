/**
 * The door `follow`: an edge function because it calls the services of the browsers' makers, and holds two secrets, the key
 * that signs what is sent and that of the proofs of work. A timer has it tell whoever is to be told, with the secret of `jobs`.
 */
import { withSupabase } from '@supabase/server';
import { BODY_LIMIT, Refusal, readJson, refuse, reply } from '../_shared/answer/index.ts';
import { secretOf, type Doors } from '../_shared/edge/index.ts';
import { carries } from '../_shared/edge/timer.ts';
import { handle } from './handler.ts';
import { ready } from './ready.ts';
import { tell } from './tell.ts';

const read = (name: string) => Deno.env.get(name);
const secret = secretOf('JOBS_SECRET', read);
const portsOf = ready(read);

export default {
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, async (request, { supabaseAdmin }) => {
		try {
			const ports = portsOf(supabaseAdmin);
			if (!carries(request, secret))
				return reply(await handle(ports, await readJson(request, BODY_LIMIT)));
			if (request.method !== 'POST') throw new Refusal(405, 'method');
			return reply(await tell(ports));
		} catch (error) {
			return refuse(error);
		}
	})
};
