/**
 * The door `news`: an edge function because Markdown is read in TypeScript, by the very code that the editor's preview runs, and
 * because Storage takes bytes from us alone.
 */
import { withSupabase } from '@supabase/server';
import { createContextClient, extractCredentials } from '@supabase/server/core';
import { BODY_LIMIT, readJson, refuse, reply } from '../_shared/answer/index.ts';
import { callWith, type Doors } from '../_shared/edge/index.ts';
import { feed } from './feed.ts';
import { handle } from './handler.ts';
import { portsOf } from './ready.ts';

/** Three widths and the one to share, in base 64. */
const LIMIT = 9 * 1024 * 1024;

export default {
	// An officer's token is checked by PostgREST, in the calls that are made with it.
	fetch: withSupabase<Doors>(
		{ auth: 'none', cors: false },
		async (request, { supabase, supabaseAdmin }) => {
			try {
				// Feeds are read, by anybody.
				if (request.method === 'GET' || request.method === 'HEAD')
					return await feed(request, callWith(supabase), Deno.env.get('SITE_ORIGIN'));
				const { token } = extractCredentials(request);
				const own = token === null ? null : createContextClient<Doors>({ auth: { token } });
				const sent = await readJson(request, own === null ? BODY_LIMIT : LIMIT);
				return reply(await handle(portsOf(supabaseAdmin, own), sent));
			} catch (error) {
				return refuse(error);
			}
		}
	)
};
