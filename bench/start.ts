/**
 * How long `npm start` takes: first in a fresh clone of the last commit, with what npm has in its cache, and then again
 * with everything in its place.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { project } from '../supabase/local/home.ts';
import { apart, begin, makeHome, ready } from '../tests/stack/portal.ts';
import { atMost, type Figure } from './figure.ts';

export async function measure(): Promise<Figure[]> {
	const clone = mkdtempSync(join(tmpdir(), 'gandan-clone-'));
	const { home, remove } = makeHome();
	try {
		execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${project}`, clone]);
		const env = { ...(await apart(home)), ...registry() };
		const first = await seconds(clone, env);
		const later = await seconds(clone, env);
		return [
			atMost('npm start in a fresh clone, warm npm cache', first, 's', 90),
			atMost('npm start later', later, 's', 10)
		];
	} finally {
		remove();
		rmSync(clone, { recursive: true, force: true });
	}
}

/** How this machine reaches the registry: behind a proxy with a certificate of its own npm would try in vain for minutes. */
const registry = () =>
	Object.fromEntries(
		Object.entries(process.env).flatMap(([name, value]) =>
			value && /^(NODE_EXTRA_CA_CERTS|npm_config_\w+)$/i.test(name) ? [[name, value]] : []
		)
	);

/** From the command to the line that names the address; then the portal is stopped as by Ctrl-C. */
async function seconds(cwd: string, env: Record<string, string>): Promise<number> {
	const from = performance.now();
	const portal = begin(['supabase/local/main.ts'], env, [], cwd);
	await portal.says(ready);
	const taken = (performance.now() - from) / 1000;
	portal.child.kill('SIGINT');
	await portal.ended;
	return taken;
}
