/**
 * What a site is made of, file by file (TIPS.md §7): SHA-384 of each, as browsers name it, in `/ban-dung.json`. It names no
 * time and no machine, so that whoever builds the same sources with the same facts gets the same bytes. The signature beside it
 * (`/ban-dung.sig.json`) is of whoever built.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { isSigned, sign, signerOf, type Signer } from '../../src/lib/sealed/signed.ts';
import { hostFiles } from './headers.ts';
import { project } from './home.ts';
import { Stop } from './stop.ts';

export const MANIFEST = 'ban-dung.json';
export const SIGNATURE = 'ban-dung.sig.json';
/** The facts that the pages were made with, as anybody may ask for them: whoever builds again needs them. */
export const FACTS = 'ban-dung.facts.json';

/** What a build was told beside its sources and facts. */
export type Settings = {
	mode: string;
	SITE_ORIGIN: string | null;
	PUBLIC_UNIT_KEYS: string | null;
};

export type Manifest = {
	v: 1;
	/** Null where the sources are not those of a commit. */
	commit: string | null;
	/** As `sourceHash` has it. */
	sources: string;
	settings: Settings;
	/** By the name below the site's folder, from a to z: `sha384-…`. */
	files: Record<string, string>;
};

export type Signed = { key: string; signature: string };

const context = 'gan-dan/build/v1';

export const sha384 = (bytes: Uint8Array | string) =>
	`sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** Packed twins are the same file, and settings of a host are none that anybody reads. */
const left = new Set<string>([MANIFEST, SIGNATURE, ...hostFiles]);
const isFile = (name: string) => !left.has(name) && !/\.(?:br|gz)$/.test(name);

/** The commit that the sources are of, if they are exactly that. */
function commitOf(root: string): string | null {
	const git = (...words: string[]) =>
		spawnSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	const changed = git('status', '--porcelain', '--untracked-files=no');
	const head = git('rev-parse', 'HEAD');
	return changed.status === 0 && changed.stdout === '' && head.status === 0
		? head.stdout.trim()
		: null;
}

/** The manifest of a folder that is built. */
export function manifestOf(
	folder: string,
	about: Pick<Manifest, 'sources' | 'settings'>,
	root = project
): Manifest {
	const names = globSync('**/*', { cwd: folder, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
		.map((name) => name.replaceAll('\\', '/'))
		.filter(isFile)
		.sort();
	const files = Object.fromEntries(
		names.map((name) => [name, sha384(readFileSync(join(folder, name)))])
	);
	const { sources, settings } = about;
	return { v: 1, commit: commitOf(root), sources, settings, files };
}

/** The key of `GANDAN_BUILD_KEY`, a file with 64 hex digits that only its owner reads; undefined where none is named. */
export function buildKey(file = process.env.GANDAN_BUILD_KEY): Signer | undefined {
	if (!file) return undefined;
	const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
	if (!/^[0-9a-f]{64}$/.test(text))
		throw new Stop(`The key of builds in ${file} is none: npm run manifest -- --new-key <file>`);
	return signerOf(new Uint8Array(Buffer.from(text, 'hex')));
}

/** Signs the very bytes of a manifest. */
export function signManifest(text: string, signer: Signer): Signed {
	const signature = sign(new TextEncoder().encode(text), context, signer);
	return { key: signer.verify, signature: Buffer.from(signature).toString('hex') };
}

/** Whether whoever holds `key` signed these very bytes. */
export function isManifestOf(text: string, { signature }: Signed, key: string): boolean {
	return isSigned(
		new TextEncoder().encode(text),
		context,
		new Uint8Array(Buffer.from(signature, 'hex')),
		key
	);
}

export type About = Pick<Manifest, 'sources' | 'settings'> & { facts: string | null };

/** Writes facts, manifest and, where there is a key, signature into a built folder. */
export function writeManifest(folder: string, { facts, ...about }: About): void {
	// Packed twins beside each, as Kit's adapter lays them beside the pages.
	const write = (name: string, text: string) => {
		writeFileSync(join(folder, name), text);
		writeFileSync(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }));
		writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
	};
	if (facts !== null) write(FACTS, facts);
	const text = JSON.stringify(manifestOf(folder, about), null, '\t') + '\n';
	write(MANIFEST, text);
	const signer = buildKey();
	if (signer)
		writeFileSync(join(folder, SIGNATURE), JSON.stringify(signManifest(text, signer)) + '\n');
}
