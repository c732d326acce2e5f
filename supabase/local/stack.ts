/** Puts the parts together on a database that is ready: API, edge functions, one origin. */
import { startFunctions, type EdgeFunctions } from './functions.ts';
import { openApi } from './api.ts';
import { keep, type Kept } from './kept.ts';
import { toStderr, type Hear, type Log } from './log.ts';
import type { Secrets } from './secrets.ts';
import { listen, site } from './server.ts';

export type Stack = {
	/** Where a browser goes. */
	origin: string;
	/** Where the API answers by itself, on loopback: what functions and the development server use. */
	api: string;
	stop(): Promise<void>;
	/** Starts the edge functions anew from their files; throws `Stop` when they are broken. */
	reloadFunctions(): Promise<void>;
};

type Options = {
	/** Connection string of the role `authenticator`. */
	database: string;
	secrets: Secrets;
	uploads: string;
	port?: number;
	apiPort?: number;
	host?: string;
	build?: string;
	/** Folder of edge functions; `false` starts none. */
	functions?: string | false;
	/** As of `startFunctions`. */
	providers?: Readonly<Record<string, string | undefined>>;
	log?: Log;
	/** As of `startFunctions`. */
	hear?: Hear;
	connections?: number;
};

/** Bodies that our own functions send to the API may carry a plan. */
const innerLimit = 1024 * 1024;

/** Starts everything above the database; on a failure nothing stays behind. */
export async function startStack(options: Options): Promise<Stack> {
	const { database, secrets, uploads, port = 0, apiPort = 0, host = '127.0.0.1' } = options;
	const { log = toStderr } = options;
	const closers: (() => Promise<void>)[] = [];
	const stop = async () => {
		while (closers.length) await closers.pop()!();
	};
	try {
		const api = await openApi({
			url: database,
			secrets,
			uploads,
			connections: options.connections
		});
		closers.push(api.close);
		let edge: Kept<EdgeFunctions> | undefined;
		const { publishableKey, deploymentId } = secrets;
		const parts = {
			api,
			functions: () => edge?.now()?.origin,
			config: { publishableKey, deploymentId },
			log
		};
		const inner = await listen(site({ ...parts, limit: innerLimit, inner: secrets }), {
			port: apiPort,
			host: '127.0.0.1',
			name: 'SUPABASE_PORT'
		});
		closers.push(inner.close);
		const apiOrigin = `http://127.0.0.1:${inner.port}`;
		const { functions: folder, providers, hear } = options;
		if (folder !== false) {
			const start = () => startFunctions({ api: apiOrigin, secrets, folder, log, hear, providers });
			edge = await keep({ name: 'The process of the edge functions', start, log });
		}
		closers.push(async () => edge?.stop());
		const outer = await listen(site({ ...parts, build: options.build }), {
			port,
			host,
			name: 'PORT'
		});
		closers.push(outer.close);
		return {
			origin: `http://${host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? 'localhost' : host}:${outer.port}`,
			api: apiOrigin,
			stop,
			reloadFunctions: async () => edge?.renew()
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
