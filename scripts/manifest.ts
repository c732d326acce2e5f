/**
 * `npm run manifest`: what a build is made of, and who made it (docs/deploy/manifest.md).
 *
 *   -- --new-key <file>                 a key of whoever builds; prints the public half, which is told to people
 *   -- --sign <folder> --key <file>     signs the manifest of a built site, wherever the key is kept
 *   -- --twice                          builds these sources two times and compares every byte
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../supabase/local/build.ts';
import {
	MANIFEST,
	SIGNATURE,
	buildKey,
	sha384,
	signManifest,
	type Manifest
} from '../supabase/local/manifest.ts';
import { program } from '../supabase/local/program.ts';
import { Stop } from '../supabase/local/stop.ts';
import { differing } from './comparing.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

function newKey(file: string): void {
	if (existsSync(file)) throw new Stop(`${file} is there already: a key is never written over.`);
	writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
	say(`The key is in ${file}. Keep it off the web server, and a copy of it in a safe.`);
	say(`Tell people this, on the notice board too: ${buildKey(file)!.verify}`);
}

function signFolder(folder: string, file: string | undefined): void {
	const signer = buildKey(file);
	if (!signer) throw new Stop('Say with what: npm run manifest -- --sign <folder> --key <file>');
	const path = join(folder, MANIFEST);
	if (!existsSync(path)) throw new Stop(`There is no ${MANIFEST} in ${folder}: build it first.`);
	const text = readFileSync(path, 'utf8');
	writeFileSync(join(folder, SIGNATURE), JSON.stringify(signManifest(text, signer)) + '\n');
	say(`Signed by ${signer.verify}: ${sha384(text)}`);
}

async function twice(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'gandan-twice-'));
	try {
		const made: Manifest[] = [];
		for (const name of ['one', 'other']) {
			say(`Building the ${name} …`);
			await build(join(folder, name));
			made.push(JSON.parse(readFileSync(join(folder, name, MANIFEST), 'utf8')) as Manifest);
		}
		const [one, other] = made as [Manifest, Manifest];
		const names = differing(one, other);
		for (const name of names) say(`differs: ${name}`);
		if (names.length > 0) throw new Stop(`${names.length} files of two builds differ.`);
		say(`Two builds gave the same ${Object.keys(one.files).length} files.`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

await program(async () => {
	const { values } = parseArgs({
		options: {
			...{ 'new-key': { type: 'string' }, sign: { type: 'string' }, key: { type: 'string' } },
			twice: { type: 'boolean' }
		}
	});
	if (values['new-key']) return newKey(values['new-key']);
	if (values.sign) return signFolder(values.sign, values.key ?? process.env.GANDAN_BUILD_KEY);
	if (values.twice) return twice();
	throw new Stop('Say what: --new-key <file>, --sign <folder> --key <file>, or --twice.');
});
