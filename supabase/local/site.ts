/**
 * The built pages: made into a folder of their own, then put in the place of the old ones by moving
 * one link, so that no visitor meets half a site.
 */
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	unlinkSync,
	writeFileSync
} from 'node:fs';
import { basename, join } from 'node:path';
import { build } from './build.ts';
import type { Believed } from './floors.ts';

/** The folder to serve: a link to the newest site. */
export const siteLink = (home: string) => join(home, 'site');
const folders = (home: string) => join(home, 'sites');

/** What a site was made of: hashes of the sources and of the facts it shows, and whom it believes. */
export type Made = { sources: string; units: string; days: string } & Believed;

/** Where it stands what the served site was made of, or `undefined` where there is none. */
function noteOf(home: string): string | undefined {
	if (!existsSync(siteLink(home))) return undefined;
	const note = `${realpathSync(siteLink(home))}.json`;
	return existsSync(note) ? note : undefined;
}

/** What the served site was made of, or `undefined` where there is none. */
export function currentSite(home: string): Made | undefined {
	const note = noteOf(home);
	return note === undefined ? undefined : (JSON.parse(readFileSync(note, 'utf8')) as Made);
}

/** Has the next start build the pages anew. Whom they believe stays, whatever older list of keys, or other desk, the database may have by now. */
export function outdate(home: string): void {
	const note = noteOf(home);
	if (note === undefined) return;
	const { floors, oversight } = currentSite(home)!;
	writeFileSync(note, JSON.stringify({ sources: '', units: '', days: '', floors, oversight }));
}

/** Makes the pages in a folder; gives up when the signal says so. */
export type Make = (folder: string, how: { signal?: AbortSignal }) => Promise<void>;

type Options = { signal?: AbortSignal; make?: Make };

/**
 * Builds the pages and swaps them in. Hashed files of the last site stay, since pages that are open
 * may still ask for them, and so does its folder, for requests that are being answered from it.
 * Throws `Stop` with what the build complained about.
 */
export async function publish(
	home: string,
	made: Made,
	{ signal, make = build }: Options = {}
): Promise<void> {
	const name = `${Date.now().toString(36)}-${process.pid}`;
	const folder = join(folders(home), name);
	mkdirSync(folders(home), { recursive: true });
	await make(folder, { signal });
	const link = siteLink(home);
	const last = existsSync(link) ? realpathSync(link) : undefined;
	const assets = '_app/immutable';
	if (last && existsSync(join(last, assets))) keepAssets(join(last, assets), join(folder, assets));
	writeFileSync(`${folder}.json`, JSON.stringify(made));
	const next = `${link}.next`;
	rmSync(next, { force: true });
	symlinkSync(folder, next, 'junction');
	// Windows moves nothing onto a junction.
	if (last && process.platform === 'win32') unlinkSync(link);
	renameSync(next, link);
	const kept = [name, ...(last ? [basename(last)] : [])];
	for (const other of readdirSync(folders(home)))
		if (!kept.includes(other.replace(/\.json$/, '')))
			rmSync(join(folders(home), other), { recursive: true, force: true });
}

const week = 7 * 24 * 3600 * 1000;

/** Assets of earlier sites, for a week: a page left open longer than that is loaded anew. */
function keepAssets(from: string, to: string): void {
	const since = Date.now() - week;
	const filter = (path: string) => {
		const stat = statSync(path);
		return stat.isDirectory() || stat.mtimeMs > since;
	};
	cpSync(from, to, { recursive: true, force: false, preserveTimestamps: true, filter });
}
