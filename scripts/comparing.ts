/** A running portal against a manifest: every file asked for as a reader would, and hashed. */
import {
	FACTS,
	MANIFEST,
	SIGNATURE,
	isManifestOf,
	sha384,
	type Manifest,
	type Signed
} from '../supabase/local/manifest.ts';
import { Stop } from '../supabase/local/stop.ts';
import type { Ask } from './doctor/patient.ts';

/** What a portal says of itself, or somebody else says of it. */
export type Told = { text: string; manifest: Manifest; signed: Signed | null };

const isManifest = (value: unknown): value is Manifest => {
	const { v, files, settings } = Object(value) as Partial<Manifest>;
	return v === 1 && typeof files === 'object' && files !== null && typeof settings === 'object';
};

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};

/** @throws Stop where the words are no manifest */
export function toldBy(text: string, signature: string | null): Told {
	const manifest = parsed(text);
	if (!isManifest(manifest)) throw new Stop('This is no manifest of a build.');
	const signed = Object(parsed(signature ?? '')) as Partial<Signed>;
	const whole = typeof signed.key === 'string' && typeof signed.signature === 'string';
	return { text, manifest, signed: whole ? (signed as Signed) : null };
}

/** The portal's own manifest; null where it has none. */
export async function askedFor(ask: Ask): Promise<Told | null> {
	const manifest = await ask(`/${MANIFEST}`);
	if (manifest.status !== 200 || parsed(manifest.text) === null) return null;
	const signature = await ask(`/${SIGNATURE}`);
	return toldBy(manifest.text, signature.status === 200 ? signature.text : null);
}

/** Who signed: `builder` where that is who was named, another key, nobody, or a signature that does not hold. */
export function signerOfTold(
	{ text, signed }: Told,
	builder?: string
): 'builder' | 'another' | 'nobody' | 'unproven' | 'broken' {
	if (!signed) return 'nobody';
	if (!isManifestOf(text, signed, signed.key)) return 'broken';
	if (builder === undefined) return 'unproven';
	return signed.key === builder ? 'builder' : 'another';
}

/** Where a reader meets a file. The pages that are made in the browser come at any address that has no file. */
export function addressOf(name: string): string {
	if (name === '200.html') return '/can-bo/khong-co-tep';
	if (name === 'en/200.html') return '/en/staff/no-such-file';
	const path = `/${name}`.replace(/\.html$/, '').replace(/\/index$/, '/');
	return path.length > 1 ? path.replace(/\/$/, '') : '/';
}

export type Difference = { address: string; what: 'changed' | 'missing' | 'foreign' };

const AT_ONCE = 8;

/** Scripts and styles that a page names and the manifest does not. */
function foreignIn(page: string, { files }: Manifest): string[] {
	const named = page.match(/(?<=(?:src|href)=["'])[^"']+\.(?:js|css)(?=["'])/g) ?? [];
	return named.filter((at) => !at.startsWith('/') || !(at.slice(1) in files));
}

/** What differs; `only` narrows the files that are looked at. */
export async function compare(
	ask: Ask,
	manifest: Manifest,
	only: (name: string) => boolean = () => true
): Promise<Difference[]> {
	const names = Object.keys(manifest.files).filter(only);
	const found: Difference[] = [];
	const work = async () => {
		for (let name = names.pop(); name !== undefined; name = names.pop()) {
			const address = addressOf(name);
			const { status, body, text } = await ask(address);
			if (status !== 200) found.push({ address, what: 'missing' });
			else if (sha384(body) !== manifest.files[name]) found.push({ address, what: 'changed' });
			if (!name.endsWith('.html')) continue;
			for (const at of foreignIn(text, manifest)) found.push({ address: at, what: 'foreign' });
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	const once = new Map(found.map((one) => [`${one.what} ${one.address}`, one]));
	return [...once.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** What two builds have different, by name. */
export const differing = (one: Manifest, other: Manifest): string[] =>
	[...new Set([...Object.keys(one.files), ...Object.keys(other.files)])]
		.filter((name) => one.files[name] !== other.files[name])
		.sort();

/** The facts that the pages were made with, as the manifest names them. @throws Stop */
export async function factsOf(ask: Ask, { files }: Manifest): Promise<string | null> {
	if (!(FACTS in files)) return null;
	const answer = await ask(`/${FACTS}`);
	if (answer.status !== 200 || sha384(answer.body) !== files[FACTS])
		throw new Stop('The facts that the portal serves are not those of its manifest.');
	return answer.text;
}
