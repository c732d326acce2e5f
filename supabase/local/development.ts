/** `npm run dev`: Vite's server in front, with the API behind it, and edge functions that start anew when edited. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { createLogger, createServer } from 'vite';
import { project } from './home.ts';
import { sentence } from './stop.ts';
import type { Stack } from './stack.ts';

const apiPaths = ['/rest/v1', '/auth/v1', '/storage/v1', '/functions/v1', '/_config.json'];

type Options = {
	host: string;
	port: number;
	say: (line: string) => void;
	closers: (() => Promise<void>)[];
};

/** Starts it; returns the address for a browser. */
export async function startDevelopment(
	stack: Stack,
	{ host, port, say, closers }: Options
): Promise<string> {
	const proxy = Object.fromEntries(apiPaths.map((path) => [path, { target: stack.origin }]));
	// The console of this process is guarded for the sake of the API's words; Vite's are about our code.
	const logger = createLogger('warn', { allowClearScreen: false });
	logger.warn = logger.warnOnce = logger.error = (message) => say(message);
	const before = process.listeners('SIGTERM');
	const vite = await createServer({
		root: project,
		customLogger: logger,
		server: { host, port, strictPort: true, proxy }
	});
	// Vite would end the process by itself, with the database still running.
	for (const listener of process.listeners('SIGTERM'))
		if (!before.includes(listener)) process.off('SIGTERM', listener);
	closers.push(() => vite.close());
	await vite.listen();

	let waiting: NodeJS.Timeout | undefined;
	const reload = async () => {
		try {
			await stack.reloadFunctions();
			say('The edge functions started anew.');
		} catch (error) {
			// Half-written code is a moment in an editor, no reason to end.
			say(sentence(error));
		}
	};
	const watcher = watch(join(project, 'supabase/functions'), { recursive: true }, () => {
		clearTimeout(waiting);
		waiting = setTimeout(() => void reload(), 200);
	});
	closers.push(async () => {
		clearTimeout(waiting);
		watcher.close();
	});
	return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${port}`;
}
