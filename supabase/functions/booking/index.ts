/**
 * The door `booking`: an edge function because the planner and the phone numbers live in TypeScript, and because offers and
 * challenges are sealed with secrets.
 */
import { withSupabase } from '@supabase/server';
import { createContextClient, extractCredentials } from '@supabase/server/core';
import { BODY_LIMIT, readJson, refuse, reply } from '../_shared/answer/index.ts';
import type { Doors } from '../_shared/edge/index.ts';
import { handle } from './handler.ts';
import { ready } from './ready.ts';

/** Two hundred rows of a list are more than any form of a resident's. */
const LIST_LIMIT = 1024 * 1024;

const portsOf = ready((name) => Deno.env.get(name));

export default {
	// Citizens need no account. An officer's token is checked by PostgREST, in the first call that the action makes with it.
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, async (request, { supabaseAdmin }) => {
		try {
			const { token } = extractCredentials(request);
			const own = token === null ? null : createContextClient<Doors>({ auth: { token } });
			const sent = await readJson(request, own === null ? BODY_LIMIT : LIST_LIMIT);
			return reply(await handle(portsOf(supabaseAdmin, own), sent));
		} catch (error) {
			return refuse(error);
		}
	})
};
