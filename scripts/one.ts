/** `npm run test:one -- <files>`: the tests that a change is about, and nothing else. Journeys (`*.spec.ts`) build the portal first. */
import { existsSync } from 'node:fs';
import { making } from './checks.ts';
import { walk } from './journeys.ts';
import { step } from './step.ts';

const files = process.argv.slice(2);
const missing = files.filter((file) => !existsSync(file));
if (files.length === 0 || missing.length > 0) {
	for (const file of missing) console.error(`There is no ${file}.`);
	console.error('Name the files: npm run test:one -- supabase/tests/plans.test.ts');
	process.exit(1);
}
const journeys = files.filter((file) => file.endsWith('.spec.ts'));
const others = files.filter((file) => !journeys.includes(file));
const testing = {
	name: 'tests',
	program: process.execPath,
	words: ['node_modules/vitest/vitest.mjs', 'run', ...others]
};

let passed = true;
// The words and Kit's types are made anew: a fresh clone has neither.
for (const check of making) passed &&= await step(check);
if (others.length > 0) passed &&= await step(testing, { loud: true });
if (journeys.length > 0) passed &&= await walk(journeys);
process.exitCode = passed ? 0 : 1;
