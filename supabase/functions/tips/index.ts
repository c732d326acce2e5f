/**
 * The door `tips`: an edge function because it is an anonymity boundary, because its challenges are signed with a secret,
 * and because Storage takes bytes from us alone. It keeps no log of requests and forwards no header of one.
 */
import { withSupabase } from '@supabase/server';
import { createContextClient, extractCredentials } from '@supabase/server/core';
import type { Doors } from '../_shared/edge/index.ts';
import { handle } from './handler.ts';
import { ready } from './ready.ts';

const portsOf = ready((name) => Deno.env.get(name));

export default {
	// Senders have no account. An officer's token is checked by PostgREST, in the one call that is made with it.
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, (request, { supabaseAdmin }) => {
		const { token } = extractCredentials(request);
		const own = token === null ? null : createContextClient<Doors>({ auth: { token } });
		return handle(portsOf(supabaseAdmin, own), request);
	})
};
