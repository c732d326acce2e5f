/** Which pages axe has looked at, over all journeys of a run: what nobody looked at is no page without faults. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import '../../src/lib/platform/desk-places.ts';
import { routeOf } from '../../src/lib/platform/paths.ts';
import { routesIn } from './carried.ts';

/** Beside the folder that Playwright empties when it begins; `scripts/test.ts` begins with none. */
const record = 'test-results/looked.txt';

/** Workers write a line each at a time, which the system keeps whole. */
export function looked(url: string): void {
	mkdirSync(dirname(record), { recursive: true });
	appendFileSync(record, `${routeOf(new URL(url).pathname)}\n`);
}

/** Routes without their groups; `[slug]` stands for whatever is there. */
const pattern = (route: string) =>
	new RegExp(`^${route.replace(/\/\([^)]*\)/g, '').replace(/\[[^\]]+\]/g, '[^/]+') || '/'}$`);

/** Routes of the sources that no line of the record is an address of. An address that is a route itself is none of another's. */
export function unlooked(sources: string): string[] {
	const seen = existsSync(record) ? readFileSync(record, 'utf8').split('\n') : [];
	const routes = routesIn(sources).map((route) => ({ route, fits: pattern(route) }));
	const met = new Set<string>();
	for (const at of new Set(seen)) {
		const all = routes.filter(({ fits }) => fits.test(at));
		const own = all.find(({ route }) => !route.includes('[')) ?? all[0];
		if (own) met.add(own.route);
	}
	return routes.map(({ route }) => route).filter((route) => !met.has(route));
}
