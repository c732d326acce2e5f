/**
 * The edge functions: one Deno process for all of them, with nothing it does not need. It reads our
 * functions and node_modules, speaks to this machine and the services of push alone, and sees the environment named here.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { servicesOf } from '../functions/_shared/push/makers.ts';
import { project } from './home.ts';
import { forwardNotes, ready } from './functions-said.ts';
import { toStderr, type Hear, type Log } from './log.ts';
import type { Secrets } from './secrets.ts';
import { Stop } from './stop.ts';

export type EdgeFunctions = {
	/** Where the process listens. */
	origin: string;
	pid: number;
	stop(): Promise<void>;
	/** Called once if the process ends without being asked to. */
	onCrash(listener: () => void): void;
};

type Options = {
	/** Where the API answers; loopback. */
	api: string;
	secrets: Secrets;
	/** Folder with one folder a function. */
	folder?: string;
	log?: Log;
	/** Gets both streams as they are: tests alone, which search them. */
	hear?: Hear;
	/** Where messages go out, as variables; the environment's own unless told. */
	providers?: Readonly<Record<string, string | undefined>>;
};

/** What the functions `notify` and `follow` read of those who carry what they send (docs/deploy.md). */
export const providerNames = [
	'NOTIFY_HOSTS',
	'PUSH_SERVICES',
	'PUSH_INSTEAD',
	...['HOST', 'PORT', 'USER', 'PASSWORD', 'FROM', 'CA'].map((what) => `NOTIFY_SMTP_${what}`),
	...['SMS', 'ZNS'].flatMap((way) =>
		['URL', 'SECRET', 'BODY', 'TEMPLATES', 'KEYS', 'OK', 'ID'].map(
			(what) => `NOTIFY_${way}_${what}`
		)
	)
];

/** Names of the functions in a folder: what is not shared and has an index. */
export function functionNames(folder = join(project, 'supabase/functions')): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder).filter(
		(name) => !name.startsWith('_') && existsSync(join(folder, name, 'index.ts'))
	);
}

/** The Deno that npm installed. */
export function denoProgram(from = project): string {
	const name = process.platform === 'win32' ? 'deno.exe' : 'deno';
	const wanted = process.env.DENO_PATH ?? join(from, 'node_modules/deno', name);
	if (existsSync(wanted)) return wanted;
	try {
		// Its install script only links the platform package's program beside itself.
		const { runInstall } = createRequire(join(from, 'package.json'))('deno/install_api.cjs');
		const linked = process.env.DENO_PATH ? undefined : (runInstall() as string);
		if (linked && existsSync(linked)) return linked;
	} catch {
		// Told below.
	}
	throw new Stop('Deno is missing, and the edge functions need it: run `npm install`.');
}

function environment({ api, secrets, providers = process.env }: Options): Record<string, string> {
	return {
		...Object.fromEntries(providerNames.map((name) => [name, providers[name] ?? ''])),
		SUPABASE_URL: api,
		SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: secrets.publishableKey }),
		SUPABASE_SECRET_KEYS: JSON.stringify({ default: secrets.secretKey }),
		POW_SECRET: secrets.powSecret,
		TOKEN_SECRET: secrets.tokenSecret,
		JOBS_SECRET: secrets.jobsSecret,
		VAPID_KEY: secrets.vapidKey,
		// Whom a service may write to when something is wrong with what we send.
		VAPID_SUBJECT: providers.VAPID_SUBJECT || 'mailto:portal@gan-dan.invalid'
	};
}

/** What libraries look for and may find empty. */
const alsoRead = [
	'SUPABASE_PUBLISHABLE_KEY',
	'SUPABASE_SECRET_KEY',
	'SUPABASE_JWKS',
	'SUPABASE_JWKS_URL',
	'NODE_ENV',
	'DEBUG',
	'SITE_ORIGIN'
];

/** Starts the functions and waits until they answer. Throws `Stop` when Deno or one of them is broken. */
export async function startFunctions(options: Options): Promise<EdgeFunctions> {
	const folder = options.folder ?? join(project, 'supabase/functions');
	const main = join(project, 'supabase/local/functions-main.ts');
	const env = environment(options);
	const rooms = functionNames(folder).map((name) => {
		return `${name}=${pathToFileURL(join(folder, name, 'index.ts')).href}`;
	});
	// This machine, the providers that somebody named, and who carries a notice to a browser.
	const reached = ['127.0.0.1', ...env.NOTIFY_HOSTS!.split(',')];
	if (!env.PUSH_INSTEAD)
		reached.push(...servicesOf(env.PUSH_SERVICES).map((name) => `${name}:443`));
	const readable = [
		folder,
		join(project, 'supabase/functions'),
		join(project, 'node_modules'),
		main
	];
	const flags = [
		'run',
		'--quiet',
		'--no-prompt',
		'--no-lock',
		'--cached-only',
		'--node-modules-dir=manual',
		`--config=${join(project, 'supabase/functions/deno.json')}`,
		`--allow-net=${reached
			.map((host) => host.trim())
			.filter(Boolean)
			.join(',')}`,
		`--allow-env=${[...Object.keys(env), ...alsoRead].join(',')}`,
		`--allow-read=${[...new Set(readable)].join(',')}`
	];
	const child = spawn(denoProgram(), [...flags, main, ...rooms], {
		cwd: project,
		detached: true,
		stdio: ['pipe', 'pipe', 'pipe'],
		env: {
			...env,
			PATH: process.env.PATH ?? '',
			HOME: process.env.HOME ?? '',
			DENO_NO_UPDATE_CHECK: '1',
			NO_COLOR: '1'
		}
	});
	const { hear } = options;
	if (hear)
		for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
	const port = await ready(child);
	forwardNotes(child, options.log ?? toStderr);
	return control(child, port);
}

function control(child: ChildProcess, port: number): EdgeFunctions {
	let stopping = false;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	return {
		origin: `http://127.0.0.1:${port}`,
		pid: child.pid!,
		async stop() {
			if (!stopping && child.exitCode === null) child.kill('SIGTERM');
			stopping = true;
			await ended;
		},
		onCrash(listener) {
			void ended.then(() => stopping || listener());
		}
	};
}
