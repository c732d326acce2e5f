/** The door `news`: an edge function because feeds are written in TypeScript. */
import { withSupabase } from '@supabase/server';
import { refuse } from '../_shared/answer/index.ts';
import { callWith, type Doors } from '../_shared/edge/index.ts';
import { feed } from './feed.ts';

export default {
	fetch: withSupabase<Doors>({ auth: 'none', cors: false }, async (request, { supabase }) => {
		try {
			return await feed(request, callWith(supabase), Deno.env.get('SITE_ORIGIN'));
		} catch (error) {
			return refuse(error);
		}
	})
};
