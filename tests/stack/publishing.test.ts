/** `npm run publish` as an operator types it on a server, up to where it would build. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeHome, run } from './portal.ts';

const { home, remove } = makeHome();
afterAll(remove);
const publish = (words: string[], env: Record<string, string>) =>
	run(['scripts/publish.ts', ...words], { GANDAN_HOME: home, ...env });

it('an operator who copied the line without its addresses reads which one is missing, and nothing is written', async () => {
	const folder = join(home, 'srv');
	const [none, nowhere] = await Promise.all([
		publish([folder], {}),
		publish(['--accept-key', '21439'], { DATABASE_URL: 'postgres://h/p' })
	]);
	expect(none.code).toBe(1);
	expect(none.said).toMatch(/^Nothing was built for .+: DATABASE_URL is not set.*--demo.*\n$/);
	expect(nowhere.code).toBe(1);
	expect(nowhere.said).toMatch(/^Nothing was built: no portal ever ran in .*\n$/);
	expect(readdirSync(home)).toEqual([]);
});
