/**
 * The door `lookup`: an edge function because it is an anonymity boundary. Every answer has one size and one moment, which
 * PostgREST cannot give.
 */
import { withSupabase } from '@supabase/server';
import { callWith, type Doors } from '../_shared/edge/index.ts';
import { handle } from './handler.ts';
import { storeOf } from './store.ts';

export default {
	// No account is asked for: 75 bits behind scrypt are the limit on guessing.
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, (request, { supabaseAdmin }) =>
		handle(
			{
				store: storeOf(callWith(supabaseAdmin)),
				now: () => Date.now(),
				wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms))
			},
			request
		)
	)
};
