import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');

it('only home, a confirmation and the status of a visit can be read aloud: nothing of a tip, and no page before it is known what a code opens', () => {
	const offering = globSync('src/**/*.svelte')
		.filter((file) => !file.startsWith('src/lib/ui/') && /\bReadAloud/.test(read(file)))
		.sort();
	expect(offering).toEqual([
		'src/lib/booking/Confirmation.svelte',
		'src/lib/lookup/CaseView.svelte',
		'src/routes/(citizen)/+page.svelte'
	]);
	expect(read('src/lib/lookup/CaseView.svelte')).toMatch(
		/found\.kind === 'home_visit'\}<ReadAloudHere/
	);
});

it('the code is marked as never read aloud wherever it is shown to be kept', () => {
	expect(read('src/lib/lookup/Access.svelte')).toMatch(/class="access"[^>]*data-unread/);
});
