/** That nothing is handed out which nobody takes. Names are counted as words: one in a comment does not count, one in a string does. */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Taken where no name stands. */
const exceptions = {
	p256: 'sealed/no-nist.ts stands for a module of @noble/curves, whose importers are in node_modules',
	p384: 'the same',
	reroute: 'SvelteKit asks the hooks for it'
};

const own = (pattern: string) =>
	globSync(pattern).filter(
		(file) => !/node_modules|paraglide|\.svelte-kit|\.gandan|^bench\/out/.test(file)
	);
const comments = /\/\*[^]*?\*\/|(?<![:'"`\w])\/\/.*$/gm;
const texts = own('{src,supabase,scripts,tests,bench}/**/*.{ts,js,svelte}').map(
	(file) => [file, readFileSync(file, 'utf8').replace(comments, '')] as const
);
const times = new Map<string, number>();
for (const [file, text] of texts) {
	if (file.endsWith('architecture/exports.test.ts')) continue;
	for (const [word] of text.matchAll(/\w+/g)) times.set(word, (times.get(word) ?? 0) + 1);
}

const declared = /^\s*export (?:async )?(?:const|let|function|class|type|interface|enum) (\w+)/gm;
const listed = /^\s*export (?:type )?\{([^}]*)\}/gm;
const handedOut = (text: string) => [
	...[...text.matchAll(declared)].map(([, name]) => name!),
	...[...text.matchAll(listed)].flatMap(([, names]) =>
		names!.split(',').map((name) => name.trim().split(' ').at(-1)!)
	)
];

it('whatever a page, a room or a contract hands out is named once more than where it is made', () => {
	const makers = texts.filter(([file]) => /^src\/|\/contracts\//.test(file));
	const names = makers.flatMap(([file, text]) => handedOut(text).map((name) => [name, file]));
	expect(names.length).toBeGreaterThan(2000);
	const unused = names.filter(([name]) => name && times.get(name) === 1 && !(name in exceptions));
	expect(unused.map(([name, file]) => `${name} of ${file}`)).toEqual([]);
});
