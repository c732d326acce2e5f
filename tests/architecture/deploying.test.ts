/** What docs/deploy.md and its pages say, against the code: whoever follows them finds every name there is, and no other. */
import { exec } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { functionNames, providerNames } from '../../supabase/local/functions.ts';
import { checkNames } from '../../scripts/doctor/examine.ts';

const texts = new Map<string, string>();
function read(file: string): string {
	const text = texts.get(file) ?? readFileSync(file, 'utf8');
	texts.set(file, text);
	return text;
}
const code = globSync([
	'*.config.{ts,js}',
	'{src,supabase,scripts,bench,tests}/**/*.{ts,js,mjs,svelte}'
]).filter((file) => !/paraglide|node_modules/.test(file));
const pages = ['docs/deploy.md', ...globSync('docs/deploy/*.md')];

/** Of the system, of Node or of npm: nobody sets them for us. */
const foreign =
	/^(?:PATH|HOME|TZ|DEBUG|NODE_\w+|NO_COLOR|LC_\w+|LITE_TELEMETRY|DO_NOT_TRACK|DEBIAN_FRONTEND|DENO_NO_UPDATE_CHECK|DENO_DIR)$/;

/** Variables as code reads them from where it runs. */
function readByCode(): Set<string> {
	const names = new Set<string>(providerNames);
	for (const file of code) {
		const text = read(file);
		for (const [, name] of text.matchAll(/process\.env\.([A-Z][A-Z0-9_]*)/g)) names.add(name!);
		for (const [, list] of text.matchAll(/\{([^{}]*)\} = process\.env/g))
			for (const [name] of list!.matchAll(/\b[A-Z][A-Z0-9_]{3,}/g)) names.add(name);
		if (!/^supabase\/(?:functions|local\/functions\.ts)/.test(file) || /\.test\.ts$/.test(file))
			continue;
		for (const [, name] of text.matchAll(
			/(?:\.get|read|secretOf)\(\s*'([A-Z][A-Z0-9]*_[A-Z0-9_]+)'/g
		))
			names.add(name!);
	}
	return new Set([...names].filter((name) => !foreign.test(name)));
}

/** Names in the page, `…_SECRET` beside `NOTIFY_SMS_URL` among them. */
function namedInPage(): Set<string> {
	const text = read('docs/deploy/secrets.md');
	const names = new Set(
		[...text.matchAll(/\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b|`PORT`|`HOST`|`TRACE`/g)].map(([name]) =>
			name.replaceAll('`', '')
		)
	);
	for (const line of text.split('\n')) {
		const [, stem] = /`(NOTIFY_(?:SMS|SMTP)_)[A-Z]/.exec(line) ?? [];
		if (stem) for (const [, end] of line.matchAll(/`…_([A-Z]+)`/g)) names.add(stem + end);
	}
	// "The same for Zalo".
	if (text.includes('`NOTIFY_ZNS_…`'))
		for (const name of [...names])
			if (name.startsWith('NOTIFY_SMS_')) names.add(name.replace('SMS', 'ZNS'));
	return names;
}

it('the page of secrets names every variable that anything reads', () => {
	const named = namedInPage();
	expect([...readByCode()].filter((name) => !named.has(name)).sort()).toEqual([]);
});

it('the page of secrets names nothing that nobody reads', () => {
	const all = code.map(read).join('\n');
	const known = readByCode();
	expect(
		[...namedInPage()].filter((name) => !known.has(name) && !all.includes(name)).sort()
	).toEqual([]);
});

it('every page that another, a finding of the doctor or a comment sends its reader to is there', () => {
	const missing: string[] = [];
	for (const file of [...pages, 'README.md', 'docs/architecture.md', 'docs/threat-model.md'])
		for (const [, link] of read(file).matchAll(/\]\(([^)#:]+\.md)(?:#[^)]*)?\)/g))
			if (!existsSync(join(dirname(file), link!))) missing.push(`${file}: ${link}`);
	for (const file of code)
		for (const [link] of read(file).matchAll(/docs\/deploy(?:\/[\w-]+)?\.md/g))
			if (!existsSync(link)) missing.push(`${file}: ${link}`);
	expect(missing).toEqual([]);
});

it('every check of the doctor has a line that says what it looks at', () => {
	const lines = [...read('docs/deploy.md').matchAll(/^\| `([a-z ]+)`\s+\|/gm)].map(
		([, name]) => name
	);
	expect(lines.sort()).toEqual([...checkNames].sort());
});

it('every line that is copied out of a page names the database that it is about, and where the paths lead that it publishes', () => {
	const wants = /npm run (?:unit|invite-lead|new-password|oversight|erasures|audit) -- /;
	const wrong = pages.flatMap((page) =>
		// A block of lines, or what is between two empty ones: an `export` holds for the block it stands in.
		(read(page).match(/```[^]*?```|(?:[^`\n][^\n]*\n)+/g) ?? [])
			.filter(
				(block) =>
					(/npm run publish -- \/srv/.test(block) &&
						!['DATABASE_URL=', 'SUPABASE_URL='].every((name) => block.includes(name))) ||
					(wants.test(block) && !/DATABASE_URL/.test(block))
			)
			.map((block) => `${page}: ${block.trim().slice(0, 90)}`)
	);
	expect(wrong).toEqual([]);
});

it('every edge function is deployed without asking for a token, with the pins of all', () => {
	const config = read('supabase/config.toml');
	for (const name of functionNames())
		expect(config).toContain(
			`[functions.${name}]\nverify_jwt = false\nimport_map = "./functions/deno.json"`
		);
});

type Component = {
	group?: string;
	name: string;
	hashes?: { alg: string; content: string }[];
	licenses?: unknown[];
};

it('whoever writes the list of parts as the pages say has each with its hash and its licence, and asks nobody', async () => {
	const said = pages.flatMap((page) => read(page).match(/npm sbom [^>`]+/g) ?? []);
	const [line, ...others] = new Set(said.map((one) => one.trim()));
	expect(others).toEqual([]);
	const { stdout } = await promisify(exec)(line!, {
		env: { ...process.env, npm_config_offline: 'true', npm_config_update_notifier: 'false' },
		maxBuffer: 2 ** 24
	});
	const { components } = JSON.parse(stdout) as { components: Component[] };
	const names = components.map(({ group, name }) => (group ? `${group}/${name}` : name));
	expect(names).toEqual(expect.arrayContaining(['age-encryption', '@noble/ciphers', 'svelte']));
	for (const [nth, { hashes }] of components.entries())
		expect(hashes, names[nth]).toContainEqual({
			alg: 'SHA-512',
			content: expect.stringMatching(/^[0-9a-f]{128}$/) as string
		});
	// They say it elsewhere, or not at all. Whoever takes in another of that kind reads first under what it is given.
	expect(names.filter((_, nth) => !components[nth]!.licenses?.length).sort()).toEqual([
		'@inlang/plugin-message-format',
		'@lix-js/sdk-linux-x64',
		'parse-cache-control'
	]);
});
