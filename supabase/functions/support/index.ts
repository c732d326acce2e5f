/** The door `support`: an edge function because the phone numbers live in TypeScript and the challenges are signed with a secret. */
import { withSupabase } from '@supabase/server';
import { createContextClient, extractCredentials } from '@supabase/server/core';
import { BODY_LIMIT, readJson, refuse, reply } from '../_shared/answer/index.ts';
import type { Doors } from '../_shared/edge/index.ts';
import { handle } from './handler.ts';
import { ready } from './ready.ts';

const portsOf = ready((name) => Deno.env.get(name));

export default {
	// Who asks for help needs no account. An officer's token is checked by PostgREST, in the call that the action makes with it.
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, async (request, { supabaseAdmin }) => {
		try {
			const { token } = extractCredentials(request);
			const own = token === null ? null : createContextClient<Doors>({ auth: { token } });
			return reply(await handle(portsOf(supabaseAdmin, own), await readJson(request, BODY_LIMIT)));
		} catch (error) {
			return refuse(error);
		}
	})
};
