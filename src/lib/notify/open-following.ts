import * as browser from './browser.ts';
import { Following } from './following.svelte.ts';

/** The doors, their contract and the work come when somebody acts, not with the page. */
const doors = () => import('./follow-notify.ts');

/** What this browser follows, over its own push manager and the doors of the room. */
export const openFollowing = (): Following =>
	new Following({
		start: async (args) => (await doors()).start(args),
		read: async (known) => (await doors()).read(known),
		stop: async (known) => (await doors()).stop(known),
		async proof() {
			const [{ challenge }, { Puzzle }] = await Promise.all([
				doors(),
				import('#lib/platform/puzzle.ts')
			]);
			let serverKey = '';
			const puzzle = new Puzzle(async () => {
				const asked = await challenge();
				serverKey = asked.server_key;
				return asked;
			});
			try {
				return { proof: await puzzle.take(), serverKey };
			} finally {
				puzzle.end();
			}
		},
		browser
	});
