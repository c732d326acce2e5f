/** docs/tips-proof.md names the tests behind each promise: it may not name one that is not there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/tips-proof.md', 'utf8');
const rows = page
	.split('\n')
	.filter((line) => line.startsWith('| ') && !/^\| (?:-+|Promise|From whom) /.test(line))
	.map((line) => line.split(' | '));
const named = rows.flatMap(([, shown = '']) =>
	shown
		.replace(/\s*\|\s*$/, '')
		.split(' <br> ')
		.map((one) => /^`([^`]+)`: (.+)$/.exec(one.trim())?.slice(1) ?? [one, ''])
) as [file: string, name: string][];

/** What tests of a file are called, and benches' figures: a sentence in a comment proves nothing. */
function titles(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	const calls =
		/\b(?:it|test|describe|atMost|atLeast)(?:\.\w+)*(?:\([^'"`]*\))?\(\s*(?:(['"`])(.*?)\1)/gs;
	return [...text.matchAll(calls)].map(([, , title]) => title!.replaceAll("\\'", "'"));
}

it('every promise of the sealed tips names a test, and each test that is named is there', () => {
	expect(rows.length).toBeGreaterThan(20);
	const missing = named.filter(
		([file, name]) =>
			!name || !existsSync(file) || !titles(file).some((title) => title.includes(name))
	);
	expect(missing).toEqual([]);
});
