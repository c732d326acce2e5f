/** Ports: asked for by name in the environment, else free ones; a taken port is one clear sentence. */
import { createServer } from 'node:net';
import { Stop } from './stop.ts';

/** Reads a port from the environment. `undefined` when unset; `Stop` when it is no port. */
export function portFrom(name: 'PORT' | 'SUPABASE_PORT'): number | undefined {
	const value = process.env[name];
	if (value === undefined || value === '') return undefined;
	const port = Number(value);
	if (!Number.isInteger(port) || port < 0 || port > 65535)
		throw new Stop(`${name}=${value} is not a port: give a number from 0 to 65535.`);
	return port;
}

/** The sentence for a listen that failed. */
export function portStop(error: unknown, port: number, name: string): Stop {
	const code = (error as NodeJS.ErrnoException)?.code;
	if (code === 'EADDRINUSE')
		return new Stop(`Port ${port} is in use: stop what runs there or set ${name} to another port.`);
	return new Stop(
		`Port ${port} cannot be opened (${code ?? 'unknown'}): set ${name} to another port.`
	);
}

/** Stops early, before anything is started, when the port is taken. */
export async function demandFree(port: number, host: string, name: string): Promise<void> {
	await listenOnce(port, host).catch((error: unknown) => {
		throw portStop(error, port, name);
	});
}

/** A port that is free now. */
export const freePort = () => listenOnce(0, '127.0.0.1');

function listenOnce(port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer().once('error', reject);
		probe.listen(port, host, () => {
			const { port: opened } = probe.address() as { port: number };
			probe.close(() => resolve(opened));
		});
	});
}
