/**
 * The Chromium of tests and benchmarks: the one that is there (CHROMIUM_PATH or the system's), else
 * Playwright's own, else Debian's package.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { project } from './home.ts';
import { Stop } from './stop.ts';

/**
 * What a browser of a test goes without. The address bar's list is two pages of the browser's own, loaded anew with each
 * context: two fifths of what short pages cost (docs/decisions/0063). Chromium hears the last list alone, so Playwright's own comes first.
 */
const without = [
	...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
	...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
	...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect'],
	...['TcpPortRandomizationWin', 'msForceBrowserSignIn'],
	'msEdgeUpdateLaunchServicesPreferredVersion',
	...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
	...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']
];

/** A browser of a test needs no sandbox of its own, and asks nobody on the network for anything. */
export const chromiumFlags = [
	`--disable-features=${without.join(',')}`,
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** The program of a Chromium that is on this machine, or `undefined`. */
export function findChromium(): string | undefined {
	const named = process.env.CHROMIUM_PATH;
	if (named) {
		if (existsSync(named)) return named;
		throw new Stop(`CHROMIUM_PATH=${named} names no file.`);
	}
	if (existsSync(chromium.executablePath())) return chromium.executablePath();
	const folders = (process.env.PATH ?? '').split(delimiter);
	for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
		const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
		if (found) return found;
	}
	const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
	return existsSync(mac) ? mac : undefined;
}

/**
 * Finds a Chromium, installing one where there is none: Playwright's download first (90 s at most,
 * since a closed network may only hang), then the package manager of Debian when we are root.
 */
export function ensureChromium(say: (line: string) => void = () => {}): string {
	const found = findChromium();
	if (found) return found;
	say('Downloading a Chromium for the tests …');
	const cli = join(project, 'node_modules/playwright/cli.js');
	spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 90_000 });
	const downloaded = findChromium();
	if (downloaded) return downloaded;
	if (process.getuid?.() === 0) {
		say('Installing the package chromium …');
		const apt = (...words: string[]) =>
			spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...words], {
				stdio: 'ignore',
				env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
			});
		apt('update');
		apt('install', '-y', '--no-install-recommends', 'chromium');
	}
	const installed = findChromium();
	if (installed) return installed;
	throw new Stop('There is no Chromium: install one, or set CHROMIUM_PATH to its program.');
}

/** Starts a headless Chromium of this machine. Throws `Stop` when there is none. */
export function launch({ args = [] }: { args?: string[] } = {}): Promise<Browser> {
	const executablePath = findChromium();
	if (!executablePath) throw new Stop('There is no Chromium: `npm test` installs one.');
	return chromium.launch({ executablePath, args: [...chromiumFlags, ...args] });
}
