/** The process of the edge functions: which packages it runs, and what it cannot reach. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { functionNames, startFunctions } from '../../supabase/local/functions.ts';
import { makeSecrets } from '../../supabase/local/secrets.ts';

const folder = 'supabase/functions';
const read = (file: string) => readFileSync(file, 'utf8');
const { imports } = JSON.parse(read(`${folder}/deno.json`)) as { imports: Record<string, string> };

describe('the packages of the edge functions', () => {
	it('are pinned to the versions of the lockfile', () => {
		const { packages } = JSON.parse(read('package-lock.json')) as {
			packages: Record<string, { version: string }>;
		};
		expect(Object.keys(imports).length).toBeGreaterThan(0);
		for (const [name, target] of Object.entries(imports)) {
			const [, pinned, version] = /^npm:\/?(@?[^@]+)@([^/]+)\/?$/.exec(target)!;
			expect(pinned, name).toBe(name.replace(/\/$/, ''));
			expect(version, name).toBe(packages[`node_modules/${pinned}`]?.version);
		}
	});

	it('are all that they import: no other package, no address', () => {
		const known = Object.keys(imports);
		const isKnown = (from: string) =>
			known.some((name) => (name.endsWith('/') ? from.startsWith(name) : from === name));
		const files = new Set(functionNames().map((name) => join(folder, name, 'index.ts')));
		for (const file of files)
			for (const [, from = ''] of read(file).matchAll(/\bfrom '([^']+)'/g)) {
				if (from.startsWith('.')) files.add(join(dirname(file), from));
				else expect(isKnown(from), `${file}: ${from}`).toBe(true);
			}
		// The walk went through what both functions share, not only over their first files.
		expect(files.size).toBeGreaterThan(30);
	});

	it('are the same on Supabase: every function is named there, with this import map and without an account', () => {
		const config = read('supabase/config.toml');
		for (const name of functionNames()) {
			const [, section = ''] = config.split(`[functions.${name}]`);
			const own = section.split('\n[')[0];
			expect(own, name).toContain('import_map = "./functions/deno.json"');
			expect(own, name).toContain('verify_jwt = false');
		}
	});
});

describe('the process of the edge functions', () => {
	const probes = mkdtempSync(join(tmpdir(), 'gandan-probe-'));
	afterAll(() => rmSync(probes, { recursive: true, force: true }));
	const start = async (source: string) => {
		mkdirSync(join(probes, 'probe'), { recursive: true });
		writeFileSync(join(probes, 'probe/index.ts'), source);
		const log: string[] = [];
		const secrets = await makeSecrets();
		const api = 'http://127.0.0.1:9';
		const edge = await startFunctions({ api, secrets, folder: probes, log: (l) => log.push(l) });
		return { edge, log, ask: () => fetch(`${edge.origin}/probe`) };
	};

	it('reads no file, no other environment, no other machine, and starts no program', async () => {
		const { edge, ask } = await start(`
			const tried = (work) => Promise.resolve().then(work).then(() => 'done', (error) => error.name);
			export default { fetch: async () => Response.json(await Promise.all([
				tried(() => Deno.readTextFile('/etc/passwd')),
				tried(() => Deno.writeTextFile('${probes}/made', 'x')),
				tried(() => Deno.env.get('PATH')),
				tried(() => Deno.env.toObject()),
				tried(() => fetch('http://192.0.2.1/')),
				tried(() => new Deno.Command('sh').output()),
				tried(() => Deno.hostname()),
				tried(() => Deno.env.get('SUPABASE_URL'))
			])) }`);
		try {
			const said = (await (await ask()).json()) as string[];
			expect(said).toEqual([...Array<string>(7).fill('NotCapable'), 'done']);
		} finally {
			await edge.stop();
		}
	});

	it('lets the kind of an error out, and nothing of what it says or prints', async () => {
		const { edge, log, ask } = await start(`
			export default { fetch: () => {
				console.log('Nguyễn Thị Lụa'); console.error('Nguyễn Thị Lụa');
				throw new RangeError('Nguyễn Thị Lụa');
			} }`);
		const answer = await ask();
		expect([answer.status, await answer.json()]).toEqual([500, { code: 'unexpected' }]);
		await edge.stop();
		expect(log).toEqual(['edge: function=probe error=RangeError']);
	});

	it('says why it does not start, in one sentence', async () => {
		await expect(start(`throw new Error('TOKEN_SECRET is missing or short')`)).rejects.toThrow(
			/^The edge functions did not start: .*TOKEN_SECRET is missing or short/
		);
	});
});
