/** The pages made in a folder, by Vite in processes of its own: each language by itself (docs/decisions/0013). */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFloors } from '../../src/lib/unit/built-floors.ts';
import { openapi } from '../functions/_shared/openapi/index.ts';
import { locales } from '../../src/lib/platform/paths.ts';
import { project } from './home.ts';
import { writeManifest } from './manifest.ts';
import { snapshotFile } from './snapshot.ts';
import { sourceHash } from './sources.ts';
import { Stop } from './stop.ts';

const modules = (path: string) => join(project, 'node_modules', path);

type Options = {
	/** Gives up when it says so. */
	signal?: AbortSignal;
	/** `test`: without the facts and floors of a portal on this machine. */
	mode?: 'production' | 'test';
	/** Gets all that a build which failed had said, beside the one line that is thrown. */
	say?: (said: string) => void;
};

/**
 * Builds the pages into a folder.
 * @throws Stop with what the build complained about
 */
export async function build(
	folder: string,
	{ signal, mode = 'production', say }: Options = {}
): Promise<void> {
	const run = (words: string[], more: Record<string, string>) =>
		runNode(words, more, { signal, say });
	// Kit writes what our tsconfig.json extends where it works; a site is built beside that (svelte.config.js).
	if (!existsSync(join(project, '.svelte-kit/tsconfig.json')))
		await run([modules('@sveltejs/kit/svelte-kit.js'), 'sync'], { GANDAN_SITE: 'build' });
	const vite = [modules('vite/bin/vite.js'), 'build', '--logLevel', 'error', '--mode', mode];
	const whole = sourceHash();
	const sources = whole.slice(0, 16);
	const { SITE_ORIGIN = null, PUBLIC_UNIT_KEYS = null } = process.env;
	const settings = { mode, SITE_ORIGIN, PUBLIC_UNIT_KEYS };
	const common = {
		NODE_ENV: 'production',
		GANDAN_VERSION: versionOf(whole, settings),
		GANDAN_SOURCES: sources,
		// Kit reads its settings in processes of its own, which know no words of Vite's.
		GANDAN_MODE: mode
	};
	const part = (locale: string) => `${folder}.${locale}`;
	try {
		// One after the other, for small machines.
		for (const locale of locales)
			await run(vite, { ...common, GANDAN_LOCALE: locale, GANDAN_SITE: part(locale) });
		for (const locale of locales) placeWorker(part(locale), locale);
		rmSync(folder, { recursive: true, force: true });
		// Pages lie under addresses of their own, scripts under hashes; of what is left all parts have the same.
		for (const locale of locales) cpSync(part(locale), folder, { recursive: true });
		// For programs of others, who find it where the portal is (docs/api.md).
		writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openapi(version())));
		// What a page that stays open asks: a site that shows other facts is no new one (src/lib/platform/app-update.svelte.ts).
		writeFileSync(join(folder, '_app/sources.json'), JSON.stringify({ sources }));
		const known = mode !== 'test' && existsSync(snapshotFile);
		const facts = known ? readFileSync(snapshotFile, 'utf8') : null;
		writeManifest(folder, { sources: whole, settings, facts });
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw error;
	} finally {
		for (const locale of locales) rmSync(part(locale), { recursive: true, force: true });
	}
}

/**
 * One name for all languages: Kit asks a site which version it is, and scripts carry it in their names. Made of all that goes into
 * scripts, so that the same sources make the same site (docs/decisions/0058), and others never the same names.
 */
function versionOf(sources: string, settings: object): string {
	const floors = builtFloors(process.env.PUBLIC_UNIT_KEYS, snapshotFile);
	const hash = createHash('sha256').update(JSON.stringify({ sources, settings, floors }));
	// Six of 36 signs: it stands in each script that names another, and 2 thousand million are enough for a week of sites.
	return (hash.digest().readUInt32BE() % 36 ** 6).toString(36).padStart(6, '0');
}

const version = () =>
	(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string }).version;

/** Kit writes it at the top; the one of English pages belongs beside them, with a list of files of its own. */
function placeWorker(folder: string, locale: string) {
	if (locale === locales[0]) return;
	for (const end of ['', '.br', '.gz']) {
		const file = `service-worker.js${end}`;
		if (existsSync(join(folder, file))) renameSync(join(folder, file), join(folder, locale, file));
	}
}

function runNode(
	words: string[],
	more: Record<string, string>,
	{ signal, say }: Options
): Promise<void> {
	const child = spawn(process.execPath, words, {
		cwd: project,
		env: { ...process.env, ...more },
		signal,
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
	return new Promise((resolve, reject) => {
		// Aborted, or no process at all: `close` follows.
		child.once('error', (error) => (said += error.message));
		child.once('close', (code) => {
			if (code === 0) resolve();
			else {
				say?.(said);
				reject(new Stop(`The pages could not be built: ${complaint(said)}`));
			}
		});
	});
}

const colours = /\x1b\[[\d;]*m/g;
/** What a bundler prints around the complaint itself. */
const frame = /^(✗ .*|error during build:|Build failed with \d+ errors?:|Caused by:)$/;

/** The first line of a build's words that says what is wrong. */
export function complaint(said: string): string {
	const lines = said
		.replace(colours, '')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line && !frame.test(line) && !/threw an error$/.test(line));
	const told = lines.find((line) => /error|not found|failed to|cannot/i.test(line));
	return told ?? lines[0] ?? 'no reason given';
}
