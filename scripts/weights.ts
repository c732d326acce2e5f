/**
 * `npm run weights`: writes down what each page of the build that is there carries (tests/journeys/page-weights.json). What is
 * written goes down alone: a page that may weigh more is changed there by hand, where a reviewer sees it. `--mode=test` is how it was built.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../supabase/local/home.ts';
import { carriedBy } from '../tests/journeys/carried.ts';

const file = join(project, 'tests/journeys/page-weights.json');
const kept = existsSync(file)
	? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>)
	: {};
const now = carriedBy(join(project, 'build'));
const routes = Object.keys(now).sort();
const weights = routes.map((route) => [route, Math.min(now[route]!, kept[route] ?? Infinity)]);
writeFileSync(file, JSON.stringify(Object.fromEntries(weights), null, '\t') + '\n');
const heavier = routes.filter((route) => now[route]! > (kept[route] ?? Infinity));
for (const route of heavier)
	process.stdout.write(`${route}: ${now[route]} KiB, kept at ${kept[route]}\n`);
process.stdout.write(`${routes.length} pages written to ${file}\n`);
