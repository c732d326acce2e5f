/** The manifest of a build: what stands in it, who signed it, and what somebody who compares is told. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gunzipSync } from 'node:zlib';
import { addressOf, differing, signerOfTold, toldBy } from '../../scripts/comparing.ts';
import {
	FACTS,
	MANIFEST,
	SIGNATURE,
	buildKey,
	sha384,
	writeManifest,
	type Manifest
} from '../../supabase/local/manifest.ts';
import { freePort } from '../../supabase/local/ports.ts';
import { run } from './portal.ts';

let folder: string;
const about = {
	sources: 'a',
	settings: { mode: 'production', SITE_ORIGIN: null, PUBLIC_UNIT_KEYS: null }
};
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const made = () => JSON.parse(read(MANIFEST)) as Manifest;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'gandan-manifest-'));
	mkdirSync(join(folder, 'en'));
	for (const name of ['index.html', 'index.html.gz', 'en/tips.html', '_headers'])
		writeFileSync(join(folder, name), name);
});
afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true, force: true });
});

it('names each file that a reader meets once, with its hash, and no time and no machine', () => {
	writeManifest(folder, { ...about, facts: '{"a":1}' });
	const { files, commit: _, ...rest } = made();
	expect(files).toEqual({
		[FACTS]: sha384('{"a":1}'),
		'en/tips.html': sha384('en/tips.html'),
		'index.html': sha384('index.html')
	});
	expect(rest).toEqual({ v: 1, ...about });
	expect(gunzipSync(readFileSync(join(folder, `${MANIFEST}.gz`))).toString()).toBe(read(MANIFEST));
	const first = read(MANIFEST);
	writeManifest(folder, { ...about, facts: '{"a":1}' });
	expect(read(MANIFEST)).toBe(first);
});

it('is signed by the key that the builder names, and by nobody where none is named', () => {
	vi.stubEnv('GANDAN_BUILD_KEY', '');
	writeManifest(folder, { ...about, facts: null });
	expect(() => read(SIGNATURE)).toThrow();
	const key = join(folder, 'key');
	writeFileSync(key, 'ab'.repeat(32));
	vi.stubEnv('GANDAN_BUILD_KEY', key);
	writeManifest(folder, { ...about, facts: null });
	const told = toldBy(read(MANIFEST), read(SIGNATURE));
	const { verify } = buildKey(key)!;
	expect(signerOfTold(told)).toBe('unproven');
	expect(signerOfTold(told, verify)).toBe('builder');
	expect(signerOfTold(told, 'cd'.repeat(32))).toBe('another');
	expect(signerOfTold({ ...told, text: `${told.text} ` }, verify)).toBe('broken');
	expect(signerOfTold({ ...told, signed: null }, verify)).toBe('nobody');
});

it('a key that is none stops the build with a sentence, and what is no manifest is not taken for one', () => {
	const key = join(folder, 'key');
	writeFileSync(key, 'short');
	expect(() => buildKey(key)).toThrow(/The key of builds in .* is none/);
	expect(() => toldBy('<!doctype html>', null)).toThrow('This is no manifest of a build.');
});

it('a file is asked for where a reader meets it, and two builds that differ are told apart by name', () => {
	expect(
		['index.html', 'en.html', 'tin-tuc/dot.html', '200.html', 'en/200.html', '_app/a.js'].map(
			addressOf
		)
	).toEqual([
		'/',
		'/en',
		'/tin-tuc/dot',
		'/can-bo/khong-co-tep',
		'/en/staff/no-such-file',
		'/_app/a.js'
	]);
	const one = { ...about, v: 1 as const, commit: null, files: { a: '1', b: '2' } };
	expect(differing(one, { ...one, files: { a: '1', b: '3', c: '4' } })).toEqual(['b', 'c']);
});

it('whoever builds makes a key, and signs a folder with it', async () => {
	const key = join(folder, 'builder.key');
	writeManifest(folder, { ...about, facts: null });
	const manifest = (...words: string[]) => run(['scripts/manifest.ts', ...words], {});
	const fresh = await manifest('--new-key', key);
	expect(fresh.code).toBe(0);
	expect(fresh.said).toContain(buildKey(key)!.verify);
	expect((await manifest('--sign', folder, '--key', key)).code).toBe(0);
	const told = toldBy(read(MANIFEST), read(SIGNATURE));
	expect(signerOfTold(told, buildKey(key)!.verify)).toBe('builder');
});

it('the doctor ends with 2 where nobody answers, and says so', async () => {
	const nobody = `http://127.0.0.1:${await freePort()}`;
	const { code, said } = await run(['scripts/doctor.ts', nobody], {});
	expect(code).toBe(2);
	expect(said).toMatch(/does not answer \(ECONNREFUSED\): nothing can be said of it\./);
});
