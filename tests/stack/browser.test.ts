import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chromiumFlags } from '../../supabase/local/browser.ts';

const listIn = (flags: readonly string[], name: string) =>
	flags
		.find((flag) => flag.startsWith(`${name}=`))!
		.slice(name.length + 1)
		.split(',');

it('the browser of tests goes without all that Playwright’s goes without', () => {
	// Chromium hears the last list of them alone, and Playwright tells nobody its own: it is read where it stands.
	const bundle = readFileSync('node_modules/playwright-core/lib/coreBundle.js', 'utf8');
	const written = /\bdisabledFeatures = (\[[^\]]*\])/.exec(bundle)![1]!;
	const theirs = [...written.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name!);
	expect(theirs.length).toBeGreaterThan(9);
	expect(listIn(chromiumFlags, '--disable-features')).toEqual(expect.arrayContaining(theirs));
});
