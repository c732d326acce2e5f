/**
 * The door `lookup`: an edge function because it is an anonymity boundary. Every answer has one size and one moment, which
 * PostgREST cannot give.
 */
import { withSupabase } from '@supabase/server';
import type { Doors } from '../_shared/edge/index.ts';
import { handle } from './handler.ts';
import { ready } from './ready.ts';

const portsOf = ready((name) => Deno.env.get(name));

export default {
	// No account is asked for: 75 bits behind scrypt are the limit on guessing.
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, (request, { supabaseAdmin }) =>
		handle(portsOf(supabaseAdmin), request)
	)
};
