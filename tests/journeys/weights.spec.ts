import { expect, test } from '@playwright/test';
import kept from './page-weights.json' with { type: 'json' };
import { carriedBy, routesIn } from './carried.ts';

/** Chunks are cut anew with each change, and gzip differs a little from one Node to the next. */
const slack = 0.5;

test('no page carries more than it did, and each page has its weight written down', () => {
	const now = carriedBy('build');
	expect(Object.keys(now).sort(), 'routes that were built').toEqual(routesIn('src/routes'));
	const most = kept as Record<string, number>;
	expect(Object.keys(most).sort(), '`npm run weights` writes down what is new').toEqual(
		routesIn('src/routes')
	);
	const grown = Object.entries(now)
		.filter(([route, kib]) => kib > most[route]! + slack)
		.map(([route, kib]) => `${route}: ${kib} KiB of ${most[route]}`);
	expect(grown).toEqual([]);
});
