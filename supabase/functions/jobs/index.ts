/**
 * The door `jobs`: an edge function because SQL cannot remove bytes from Storage. Nobody but a timer opens it, with a secret
 * that is good for nothing else: pg_cron and pg_net on Supabase, a loop in the embedded stack.
 */
import { withSupabase } from '@supabase/server';
import { callWith, secretOf, type Doors } from '../_shared/edge/index.ts';
import { handle } from './handler.ts';
import { sealedParts, spareImages } from './store.ts';

const secret = secretOf('JOBS_SECRET', (name) => Deno.env.get(name));

export default {
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, (request, { supabaseAdmin }) =>
		handle(
			{
				secret,
				leftovers: [
					sealedParts(callWith(supabaseAdmin), supabaseAdmin),
					spareImages(callWith(supabaseAdmin), supabaseAdmin)
				]
			},
			request
		)
	)
};
