/**
 * `node scripts/run.mjs <program> [arguments]`: makes the project ready (Node 20 or later, packages)
 * and runs one of our programs under the Node that package.json pins. Plain JavaScript of Node 20,
 * since it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...path) => join(root, ...path);
const windows = process.platform === 'win32';

function stop(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

/** Somebody wants us to end. */
let leaving = false;

/** Runs a program to its end; signals are handed on, and we wait. Answers its exit code, or the signal that killed it. */
function run(program, words, options) {
	const child = spawn(program, words, { cwd: root, stdio: 'inherit', ...options });
	const forward = (signal) => () => {
		leaving = true;
		child.kill(signal);
	};
	// A terminal sends Ctrl-C to the whole group, `kill` to us alone: our programs take both for one.
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	const listeners = Object.fromEntries(signals.map((signal) => [signal, forward(signal)]));
	for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener);
	return new Promise((resolve) => {
		const end = (code) => {
			for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
			resolve(code);
		};
		child.once('error', () => end(null));
		child.once('exit', (code, signal) => end(signal ?? code));
	});
}

/** npm writes its hidden lockfile last: one that is older than ours, or none, means packages are missing. */
function installed() {
	const hidden = inRoot('node_modules/.package-lock.json');
	if (!existsSync(hidden)) return false;
	return statSync(hidden).mtimeMs >= statSync(inRoot('package-lock.json')).mtimeMs;
}

function install() {
	process.stdout.write('Installing packages …\n');
	// Not `npm ci`: it refuses a lockfile without every platform's packages (docs/decisions/0007).
	const flags = ['install', '--no-save', '--no-audit', '--no-fund', '--prefer-offline'];
	flags.push('--loglevel=error');
	const npm = process.env.npm_execpath;
	if (npm && /\.c?js$/.test(npm)) return run(process.execPath, [npm, ...flags]);
	return run(windows ? 'npm.cmd' : 'npm', flags, { shell: windows });
}

const major = Number(process.versions.node.split('.')[0]);
if (!(major >= 20))
	stop(`This is Node ${process.versions.node}; the portal needs Node 20 or later.`);
if (!installed() && (await install()) !== 0)
	stop('The packages could not be installed: `npm install` says why.');

const pinned = inRoot('node_modules/node/bin', windows ? 'node.exe' : 'node');
if (!existsSync(pinned)) stop('The pinned Node is missing from node_modules: run `npm install`.');
const [program, ...words] = process.argv.slice(2);
/** Of what a program loads V8 keeps what it made of it, by content and version: to read our TypeScript anew took each start half its time. */
const NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE ?? inRoot('node_modules/.cache/compiled');
const env = { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1', NODE_COMPILE_CACHE };
const start = () => run(pinned, [inRoot(program), ...words], { env });
let ended = await start();
// A portal that is killed, for the memory of the machine or by a fault of its own, comes back: somebody waits for it. Not for ever.
const portal = program === 'supabase/local/main.ts';
for (let again = 0; portal && typeof ended === 'string' && !leaving && again < 5; again++) {
	process.stderr.write(`The portal was killed (${ended}) and is started again.\n`);
	ended = await start();
}
process.exitCode = typeof ended === 'number' ? ended : 1;
