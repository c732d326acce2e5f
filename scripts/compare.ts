/**
 * `npm run compare -- <https://portal>`: asks for every file of a portal and compares it with the manifest of its build.
 *
 *   --manifest <file>   another manifest than the portal's own, as one that was kept or came from somebody else
 *   --builder <key>     whose signature it must have: 64 hex digits
 *   --rebuild           builds these sources with the portal's facts and compares that: then no manifest is believed
 *
 * Ends with 0 where nothing differs, 1 where something does, 2 where it could not compare.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { build } from '../supabase/local/build.ts';
import { MANIFEST, SIGNATURE, sha384, type Manifest } from '../supabase/local/manifest.ts';
import { snapshotFile } from '../supabase/local/snapshot.ts';
import { sentence, Stop } from '../supabase/local/stop.ts';
import { typed } from '../supabase/local/typed.ts';
import { askedFor, compare, factsOf, signerOfTold, toldBy, type Told } from './comparing.ts';
import { visit, type Ask } from './doctor/patient.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** A manifest of somebody's, with the signature that lies beside it. */
function kept(file: string): Told {
	if (!existsSync(file)) throw new Stop(`There is no manifest ${file}.`);
	const beside = file.replace(MANIFEST, SIGNATURE);
	const signature = beside !== file && existsSync(beside) ? readFileSync(beside, 'utf8') : null;
	return toldBy(readFileSync(file, 'utf8'), signature);
}

/** These sources, with the facts and settings of the portal. What stands in the facts' place here comes back. */
async function rebuilt(ask: Ask, manifest: Manifest): Promise<Manifest> {
	const facts = await factsOf(ask, manifest);
	const own = existsSync(snapshotFile) ? readFileSync(snapshotFile) : null;
	const folder = mkdtempSync(join(tmpdir(), 'gandan-again-'));
	const { mode, ...settings } = manifest.settings;
	const before = { ...process.env };
	try {
		for (const [name, value] of Object.entries(settings))
			if (value === null) delete process.env[name];
			else process.env[name] = value;
		if (facts === null) rmSync(snapshotFile, { force: true });
		else writeFileSync(snapshotFile, facts);
		const site = join(folder, 'site');
		await build(site, { mode: mode === 'test' ? 'test' : 'production' });
		return JSON.parse(readFileSync(join(site, MANIFEST), 'utf8')) as Manifest;
	} finally {
		Object.assign(process.env, before);
		if (own) writeFileSync(snapshotFile, own);
		else rmSync(snapshotFile, { force: true });
		rmSync(folder, { recursive: true, force: true });
	}
}

const signers = {
	builder: 'Signed by the key that you named.',
	unproven: 'Signed; whether by whom you believe is known only with --builder.',
	nobody: 'Not signed.',
	another: 'Signed by ANOTHER key than the one you named.',
	broken: 'The signature does NOT hold.'
};

async function main(): Promise<0 | 1> {
	const usage =
		'Say which: npm run compare -- <https://portal> [--manifest <file>] [--builder <64 hex digits>] [--rebuild]';
	const options = {
		...({ manifest: { type: 'string' }, builder: { type: 'string' } } as const),
		rebuild: { type: 'boolean' }
	} as const;
	const { positionals, values } = typed({ allowPositionals: true, options }, usage);
	const [portal, ...others] = positionals;
	if (!portal || others.length > 0) throw new Stop(usage);
	const { ask, origin } = await visit(portal);
	const told = values.manifest ? kept(values.manifest) : await askedFor(ask);
	if (!told) throw new Stop(`${origin} has no /${MANIFEST}.`);
	const by = signerOfTold(told, values.builder?.replace(/\s/g, ''));
	say(
		`Manifest ${sha384(told.text)} of commit ${told.manifest.commit ?? 'unknown'}. ${signers[by]}`
	);
	if (values.rebuild) say('Building these sources with the portal’s facts …');
	const manifest = values.rebuild ? await rebuilt(ask, told.manifest) : told.manifest;
	const found = await compare(ask, manifest);
	const words = {
		changed: 'is another file',
		missing: 'is not there',
		foreign: 'is named by a page, and not of this build'
	};
	for (const { address, what } of found) say(`✗ ${address} ${words[what]}.`);
	const count = Object.keys(manifest.files).length;
	say(
		found.length
			? `${found.length} of ${count} differ.`
			: `All ${count} files are as they were built.`
	);
	const trusted = by === 'another' || by === 'broken' || (values.builder && by !== 'builder');
	return found.length > 0 || trusted ? 1 : 0;
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`${sentence(error)}\n`);
	process.exitCode = 2;
}
