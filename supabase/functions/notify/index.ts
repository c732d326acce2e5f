/**
 * The door `notify`: an edge function because it needs secrets and speaks with third parties. Nobody but a timer opens it, with the secret
 * that opens `jobs`: pg_cron and pg_net on Supabase, a loop in the embedded stack.
 */
import { withSupabase } from '@supabase/server';
import { callWith, secretOf, type Doors } from '../_shared/edge/index.ts';
import { handle } from './handler.ts';
import { channelsFrom } from './setting.ts';
import { outboxOf } from './store.ts';

const read = (name: string) => Deno.env.get(name);
const secret = secretOf('JOBS_SECRET', read);
const channels = channelsFrom(read);

export default {
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, (request, { supabaseAdmin }) =>
		handle({ secret, channels, outbox: outboxOf(callWith(supabaseAdmin)) }, request)
	)
};
