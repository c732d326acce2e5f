/**
 * The first script of an officer's page: asks who is signed in, and for the list, while the rest of the page is on its way
 * (docs/decisions/0067). hooks.server.ts names it in the HTML.
 */
import '#lib/platform/desk-places.ts';
import { speakAhead } from '#lib/platform/ahead.ts';
import { routeOf } from '#lib/platform/paths.ts';
import { firstMe } from '#lib/staff/first.ts';

const token = speakAhead();
/** Of a filter, a search or a view the page itself asks. */
const isList = () =>
	routeOf(location.pathname) === '/queue' &&
	[...new URLSearchParams(location.search).keys()].every((name) => name === 'case');

if (token) {
	firstMe.begin(token);
	// What did not come over the line is asked for by the page.
	if (isList())
		import('#lib/queue/first.ts').then(
			({ firstPage }) => firstPage.begin(token),
			() => undefined
		);
}
