/** The door `staff`: an edge function because a password is set by Auth alone, and for an account without a session only with full access. */
import { withSupabase } from '@supabase/server';
import { BODY_LIMIT, readJson, refuse, reply } from '../_shared/answer/index.ts';
import type { Doors } from '../_shared/edge/index.ts';
import { handle } from './handler.ts';
import { ready } from './ready.ts';

export default {
	// Whoever forgot the password has no session: the token is what they bring.
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, async (request, { supabaseAdmin }) => {
		try {
			return reply(await handle(ready(supabaseAdmin), await readJson(request, BODY_LIMIT)));
		} catch (error) {
			return refuse(error);
		}
	})
};
