/** What is written beside the code: it leads somewhere, it names what there is, and the handbook says what the screen says. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packaged from '../../package.json' with { type: 'json' };
import { role } from '#contracts/staff.ts';
import vi from '../../messages/vi.json' with { type: 'json' };

const read = (file: string) => readFileSync(file, 'utf8');
const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];
const handbook = globSync('docs/handbook/*.md');

/** Addresses in a page's links and pictures that lie in this tree, without what stands after `#`. */
const leads = (page: string): string[] =>
	[...read(page).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
		.map(([, link, source]) => (link ?? source)!.split('#')[0]!)
		.filter((to) => to !== '' && !/^[a-z]+:/.test(to));

describe('what is written beside the code', () => {
	/** Of each page what is wrong there; an empty list of pages is what is wanted. */
	const wrongIn = (wrong: (page: string) => string[]) =>
		pages.map((page) => [page, wrong(page)] as const).filter(([, found]) => found.length > 0);

	it('leads to files that are there', () => {
		const gone = (page: string) => leads(page).filter((to) => !existsSync(join(dirname(page), to)));
		expect(wrongIn(gone)).toEqual([]);
	});

	it('names commands that package.json has', () => {
		const named = (page: string) =>
			[...read(page).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name!);
		expect(wrongIn((page) => named(page).filter((name) => !(name in packaged.scripts)))).toEqual(
			[]
		);
	});

	it('has every decision in the index, under its number and title', () => {
		const index = read('docs/decisions/README.md').split('\n');
		const lines = globSync('docs/decisions/0*.md').map((file) => {
			const title = read(file)
				.split('\n')[0]!
				.replace(/^# 0*(\d+)(?:\.| ·)/, '$1.');
			return `- [${title}](${basename(file)})`;
		});
		expect(lines.filter((line) => !index.includes(line))).toEqual([]);
		expect(index.filter((line) => line.startsWith('- '))).toHaveLength(lines.length);
	});

	it('who comes new reads the README at one sitting, and their first change too', () => {
		expect(read('README.md').split('\n').length).toBeLessThanOrEqual(121);
		expect(read('CONTRIBUTING.md').split('\n').length).toBeLessThanOrEqual(151);
	});
});

describe('the officers’ handbook', () => {
	const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
	/** What the screen says, `…` where it fills something in. Words that an officer reads aloud bring their own marks. */
	const said = new Set(
		Object.values(vi).map((text) => plain(text.replace(/\{\w+\}/g, '…').replace(/^“|”$/g, '')))
	);

	it.each(handbook)('%s quotes what stands on the screen, letter by letter', (page) => {
		const quoted = [...read(page).matchAll(/“([^”]+)”/g)].map(([, words]) => plain(words!));
		expect(quoted.length).toBeGreaterThan(0);
		expect(quoted.filter((words) => !said.has(words))).toEqual([]);
	});

	it('names no officer by a word that is not theirs, and speaks calmly', () => {
		for (const page of handbook)
			expect(read(page).match(/!(?!\[)|tố cáo|nặc danh/gi) ?? [], page).toEqual([]);
	});

	it('has a page for each role, and the first page leads to all of them', () => {
		const others = role.options.map((one) => `${one}.md`);
		expect(handbook.map((page) => basename(page)).sort()).toEqual(['README.md', ...others].sort());
		expect(leads('docs/handbook/README.md')).toEqual(expect.arrayContaining(others));
	});
});

describe('the pictures', () => {
	const kept = globSync('docs/pictures/*');
	const shown = new Set(pages.flatMap((page) => leads(page).map((to) => join(dirname(page), to))));
	const journeys = globSync('tests/journeys/*.spec.ts').map(read).join('\n');

	it('are all taken by a journey, and shown somewhere', () => {
		for (const file of kept) {
			const name = /(\w[\w-]*)\.webp$/.exec(file)?.[1];
			expect(journeys, file).toMatch(new RegExp(`picture\\(\\s*\\w+,\\s*'${name}'`));
			expect(shown.has(file), file).toBe(true);
		}
	});

	it('are told in words to whoever does not see them', () => {
		for (const page of pages) expect(read(page), page).not.toMatch(/!\[\s*\]\(/);
	});

	it('weigh less than 2 MB together', () => {
		const bytes = kept.reduce((sum, file) => sum + statSync(file).size, 0);
		expect(bytes).toBeLessThan(2_000_000);
	});
});
