/** Puts the parts together on a database that is ready: API, edge functions, one origin. */
import { startFunctions, type EdgeFunctions } from './functions.ts';
import { openApi } from './lite.ts';
import type { Log } from './log.ts';
import type { Secrets } from './secrets.ts';
import { listen, site } from './server.ts';

export type Stack = {
	/** Where a browser goes. */
	origin: string;
	/** Where the API answers by itself, on loopback: what functions and the development server use. */
	api: string;
	stop(): Promise<void>;
	/** Called once, with what ended, if a part ends without being asked to. */
	onCrash(listener: (part: string) => void): void;
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
	connections?: number;
};

/** Bodies that our own functions send to the API may carry a plan. */
const innerLimit = 1024 * 1024;

/** Starts everything above the database; on a failure nothing stays behind. */
export async function startStack(options: Options): Promise<Stack> {
	const { database, secrets, uploads, port = 0, apiPort = 0, host = '127.0.0.1', log } = options;
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
		let edge: EdgeFunctions | undefined;
		const { publishableKey, deploymentId } = secrets;
		const parts = {
			api,
			functions: () => edge?.origin,
			config: { publishableKey, deploymentId },
			log
		};
		const inner = await listen(site({ ...parts, limit: innerLimit, inner: true }), {
			port: apiPort,
			host: '127.0.0.1',
			name: 'SUPABASE_PORT'
		});
		closers.push(inner.close);
		const apiOrigin = `http://127.0.0.1:${inner.port}`;
		let crashed: (part: string) => void = () => {};
		const startEdge = async () => {
			if (options.functions === false) return;
			const { functions: folder, providers } = options;
			edge = await startFunctions({ api: apiOrigin, secrets, folder, log, providers });
			edge.onCrash(() => crashed('The process of the edge functions'));
		};
		await startEdge();
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
			onCrash: (listener) => void (crashed = listener),
			async reloadFunctions() {
				await edge?.stop();
				edge = undefined;
				await startEdge();
			}
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
